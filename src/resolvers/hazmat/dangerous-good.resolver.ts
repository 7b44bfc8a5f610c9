import { Arg, Query, Resolver } from 'type-graphql';
import { DangerousGood } from '../../schema/hazmat/dangerous-good';
import { requireUn } from './waybill-reads';
import { goodOf } from './goods-of';

@Resolver(() => DangerousGood)
export class DangerousGoodResolver {
  @Query(() => DangerousGood, {
    nullable: true,
    description:
      '按联合国编号查危险货物;空为系统未收录 · Goods by UN number; null: not in the table of the hub',
  })
  dangerousGood(
    @Arg('un', () => String, { description: '联合国编号(四位)· UN number, four digits' }) un: string,
  ): DangerousGood | null {
    requireUn('un', un);
    return goodOf(un);
  }
}
