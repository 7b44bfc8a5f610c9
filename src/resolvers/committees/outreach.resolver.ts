import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Int, Query, Resolver } from 'type-graphql';
import { Bulletin } from '../../entities/committees/bulletin';
import { EducationItem } from '../../entities/committees/education-item';
import { Fund } from '../../entities/committees/fund';
import type { HubContext } from '../../kernel/graphql/context';
import { First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { bulletinsIn, educationItemsIn, fundsIn } from './outreach-reads';

@Resolver()
export class OutreachResolver {
  @Query(() => [Bulletin], {
    nullable: true,
    description: '信息半月刊,近者在前 · Issues of the internal journal, the latest first',
  })
  @ToldBy('committee-registry')
  bulletins(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @First(10) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return bulletinsIn({ division, first }, context, info);
  }

  @Query(() => [EducationItem], {
    nullable: true,
    description: '宣传报道,近者在前 · Publicity, the latest first',
  })
  @ToldBy('committee-registry')
  educationItems(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @First(20) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return educationItemsIn({ division, first }, context, info);
  }

  @Query(() => [Fund], {
    nullable: true,
    description: '专项经费,近年在前,至多 500 · Funds, the latest year first, at most 500',
  })
  @ToldBy('committee-registry')
  funds(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Arg('year', () => Int, { nullable: true, description: '年度 · Year' }) year: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return fundsIn({ division, year }, context, info);
  }
}
