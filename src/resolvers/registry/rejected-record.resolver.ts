import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { RejectedRecord } from '../../entities/registry/rejected-record';
import { RejectedRecordConnection } from '../../entities/registry/rejected-record-connection';
import { Source } from '../../entities/registry/source';
import { tableOf } from '../../kernel/database/tables';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { AfterEntry, First } from '../../kernel/graphql/page-arguments';
import { page } from '../../kernel/graphql/paging';
import { dismissRejected } from '../../kernel/ingest/dismiss-rejected';
import { idsToRetry } from './ids-to-retry';
import { NEEDED_OF_SOURCE } from './source-list';

@Resolver(() => RejectedRecord)
export class RejectedRecordResolver {
  @Query(() => RejectedRecordConnection, {
    nullable: true,
    description: '拒收记录,新的在前 · Refused records, the latest first',
  })
  rejectedRecords(
    @Arg('source', () => ID, { nullable: true, description: '数据源编号 · Number of the source' })
    source: string | null,
    @First(50) first: number,
    @AfterEntry() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const known = condition`exists (select from hub.source k where k.id = t.source)`;
    return page<RejectedRecord>({
      ...{ context, info, first, after },
      table: tableOf(RejectedRecord),
      direction: 'desc',
      where: source != null ? [known, condition`t.source = ${source}`] : [known],
      also: ['source'],
    });
  }

  @Mutation(() => Int, {
    description:
      '按现行映射重新接入拒收记录,返回接入成功的条数;再次被拒的保留,原因更新 · Takes refused records in once more, through the present mapping; how many were accepted. Those refused again stay, with their new reason',
  })
  retryRejected(
    @Arg('ids', () => [ID], { description: '拒收记录编号,1 至 100 个 · Their numbers, 1 to 100' })
    ids: string[],
    @Ctx() { retryRejected }: HubContext,
  ) {
    return retryRejected(idsToRetry(ids));
  }

  @Mutation(() => Int, {
    description:
      '确认拒收记录无需接入:记录保留,不再压住所涉企业的等级 · Somebody found that nothing is missing without them: they stay on file and no longer hold the levels of the firms that they name; how many were open',
  })
  dismissRejected(
    @Arg('ids', () => [ID], { description: '拒收记录编号,1 至 100 个 · Their numbers, 1 to 100' })
    ids: string[],
    @Arg('reason', () => String, { description: '理由,1 至 2000 字 · Why, 1 to 2,000 characters' })
    reason: string,
    @Ctx() { commit, viewer: by }: HubContext,
  ) {
    const checked = idsToRetry(ids);
    return commit((tx, now) => dismissRejected(tx, { ids: checked, reason, by }, now));
  }

  @FieldResolver(() => Source, { description: '数据源 · Where it came from' })
  source(@Root() { source }: RejectedRecord, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Source, 'id', source, { info, also: NEEDED_OF_SOURCE });
  }

  @FieldResolver(() => String, { description: '原始字节(base64)· The bytes as they came, base64' })
  raw(@Root() { raw }: RejectedRecord) {
    return raw.toString('base64');
  }
}
