import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { EducationAsset } from '../../entities/committees/education-asset';
import type { HubContext } from '../../kernel/graphql/context';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/committees/admin-division.ref';
import { educationAssetsIn } from './outreach-reads';

@Resolver(() => EducationAsset)
export class EducationAssetResolver {
  @Query(() => [EducationAsset], {
    nullable: true,
    description: '宣教设施,至多 500 · Means of education of a division and below, at most 500',
  })
  @ToldBy('committee-registry')
  educationAssets(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return educationAssetsIn(division, context, info);
  }

  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '所在区划 · Its division' })
  division(@Root() { division }: EducationAsset): AdminDivisionRef {
    return { code: division };
  }
}
