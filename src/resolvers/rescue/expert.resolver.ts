import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { Expert } from '../../entities/rescue/expert';
import type { HubContext } from '../../kernel/graphql/context';
import { First } from '../../kernel/graphql/page-arguments';
import { ToldBy } from '../../kernel/graphql/told-by';
import { expertsOf } from './expert-reads';

@Resolver(() => Expert)
export class ExpertResolver {
  @Query(() => Expert, { nullable: true, description: '按编号查专家 · An expert by number' })
  expert(
    @Arg('id', () => ID, { description: '专家编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Expert, 'id', id, { info });
  }

  @Query(() => [Expert], {
    nullable: true,
    description: '一个行业的专家,常驻者在前 · Experts of an industry, residents first',
  })
  @ToldBy('rescue-registry')
  experts(
    @Arg('industry', () => String, {
      description: '行业(Industry 的取值)· As the enum Industry names it',
    })
    industry: string,
    @First(100) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return expertsOf({ industry, first }, context, info);
  }
}
