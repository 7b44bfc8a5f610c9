import { dangerousGoods } from '../../kernel/reference/dangerous-goods';
import type { DangerousGood } from '../../schema/hazmat/dangerous-good';
import type { GoodsLine, StoredGoods } from '../../schema/hazmat/goods-line';

/** Goods by the shipped table, which is one of the transport list; null for a number that it does not have. */
export function goodOf(un: string): DangerousGood | null {
  const known = dangerousGoods(un);
  return known && { ...known, inTransportList: true };
}

/** A line of a waybill; of a number that the table does not have, it shows what the waybill says. */
export const goodsLine = ({ class: declared, highlyToxic, ...line }: StoredGoods): GoodsLine => ({
  ...line,
  good: goodOf(line.un) ?? {
    ...{ un: line.un, nameZh: line.properName, nameEn: null, class: declared ?? '?', highlyToxic },
    ...{ subsidiary: [], packingGroups: [], inTransportList: null, inCatalogue: null },
  },
});
