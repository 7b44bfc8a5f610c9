import { z } from 'zod';
import { mayShareLoad, segregationOf } from '../../../kernel/reference/segregation';
import { ViolationSeverity } from '../../../schema/hazmat/enums';
import { figures } from './figures';
import { defineTripRule, type Finding } from './rule';
import type { TripGoods } from './trip';

const code = z.int().min(1).max(4).describe('隔离等级 · Code of the segregation table, 1 to 4');

/** Goods in one load that have to be kept apart, by their classes and subsidiary hazards. */
export const incompatibleGoods = defineTripRule({
  id: 'V17',
  parameters: figures({ warnFrom: code, blockFrom: code }),
  findings({ goods }, { warnFrom, blockFrom }): Finding[] {
    return pairsOf(goods).flatMap(([one, other]) => {
      const apart = apartBy(one, other);
      if (apart === null || apart < warnFrom) return [];
      const names = [one, other].map(({ un, class: own }) => `UN ${un}(${own})`);
      return [
        {
          about: [one.un, other.un].sort().join(' '),
          severity: apart < blockFrom ? ViolationSeverity.WARN : ViolationSeverity.BLOCK,
          message: `${names.join(' 与 ')} 不得同车混装(隔离等级 ${apart})· ${names.join(' and ')} may not share a load (segregation ${apart})`,
        },
      ];
    });
  },
  unjudged({ goods }) {
    const unknown = pairsOf(goods).some(([one, other]) => apartBy(one, other) === null);
    return unknown
      ? '混装货物类别或配装组不明 · of goods that share the load a class or compatibility group is not known'
      : null;
  },
});

/** Every two lines of different goods, each pair once. */
function pairsOf(goods: readonly TripGoods[]): [TripGoods, TripGoods][] {
  const kinds = [...new Map(goods.map((one) => [one.un, one])).values()];
  return kinds.flatMap((one, at) => kinds.slice(at + 1).map((other): [TripGoods, TripGoods] => [one, other]));
}

/** The strictest of all their hazards; null: not known. */
function apartBy(one: TripGoods, other: TripGoods): number | null {
  const codes = hazardsOf(one).flatMap((a) => hazardsOf(other).map((b) => codeOf(a, b)));
  return codes.includes(null) ? null : Math.max(...(codes as number[]));
}

const hazardsOf = ({ class: own, subsidiary = [] }: TripGoods): (string | null)[] => [own, ...subsidiary];

function codeOf(a: string | null, b: string | null): number | null {
  if (a === null || b === null) return null;
  const found = segregationOf(a, b);
  if (found !== 'explosives') return found;
  const [one, other] = [a, b].map((own) => /[A-S]$/.exec(own)?.[0]);
  if (!one || !other) return null;
  return mayShareLoad(one, other) ? 0 : 4;
}
