import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { CheckRecord } from '../../entities/risk/check-record';
import { Hazard } from '../../entities/risk/hazard';
import type { HubContext } from '../../kernel/graphql/context';
import { EnterpriseRef } from '../../schema/risk/enterprise.ref';
import { HAZARD_INPUTS } from './hazard-reads';

@Resolver(() => CheckRecord)
export class CheckRecordResolver {
  @Query(() => CheckRecord, { nullable: true, description: '按编号查检查记录 · A check by its number' })
  checkRecord(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
  ) {
    return load.one(CheckRecord, 'id', id);
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '企业 · The firm' })
  enterprise(@Root() { uscc }: CheckRecord): EnterpriseRef {
    return { uscc };
  }

  @FieldResolver(() => [Hazard], {
    description: '发现的隐患(已汇聚的)· Hazards found, as far as the hub has them',
  })
  async hazards(@Root() check: CheckRecord, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    const options = { info, also: HAZARD_INPUTS };
    const hazards = await Promise.all(check.hazardIds.map((id) => load.one(Hazard, 'id', id, options)));
    return hazards.filter((hazard) => hazard !== null);
  }
}
