import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { DutyLedgerEntry } from '../../entities/committees/duty-ledger-entry';
import { Post } from '../../entities/committees/post';
import type { HubContext } from '../../kernel/graphql/context';
import { First } from '../../kernel/graphql/page-arguments';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/committees/admin-division.ref';
import { PostCount } from '../../schema/committees/post-count';
import { officersOf, postCountsOf } from './post-reads';
import { ledgerOf } from './work-reads';

@Resolver(() => AdminDivisionRef)
export class AdminDivisionResolver {
  @FieldResolver(() => [Post], {
    nullable: true,
    description:
      '今日在任的村(社区)安全员,含下级;撤并村的安全员列在现行区划下并注明 · Safety officers held today, here and below; those of a place that has gone stand under its successor and are marked',
  })
  @ToldBy('committee-registry')
  safetyOfficers(
    @Root() { code }: AdminDivisionRef,
    @First(500) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return officersOf(code, first, context, info);
  }

  @FieldResolver(() => [PostCount], {
    nullable: true,
    description: '今日在任的各类岗位人数,含下级 · Posts held today by kind, here and below',
  })
  @ToldBy('committee-registry')
  postCounts(@Root() { code }: AdminDivisionRef, @Ctx() context: HubContext) {
    return postCountsOf(code, context);
  }

  @FieldResolver(() => [DutyLedgerEntry], {
    nullable: true,
    description: '领导履职台账,含下级,近者在前 · What leaders did here and below, the latest first',
  })
  @ToldBy('committee-registry')
  ledger(
    @Root() { code }: AdminDivisionRef,
    @Arg('from', () => CalendarDate, { description: '起始日期 · First day' }) from: string,
    @Arg('to', () => CalendarDate, { description: '截止日期(含)· Last day' }) to: string,
    @First(100) first: number | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return ledgerOf(code, { from, to, first }, context, info);
  }
}
