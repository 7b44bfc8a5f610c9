import { cityDay } from './dates';
import { numeral, type CityPlan, type TradePlan } from './plan';
import { createRandom, type Random } from './random';
import type { Firm, Level, Status } from './records';
import type { Division, Reference } from './reference';
import { responsiblePersonsOf } from './responsible-persons';
import { createUscc } from './uscc';

/** A firm with what the generator means it to be; `worst` is null for a firm that was never assessed. */
export interface PlannedFirm extends Firm {
  trade: TradePlan;
  worst: Level | null;
  /** 1 to the number of firms in its trade. */
  ordinal: number;
}

/** Every so manieth firm is still registered under a code that the reform of 2021 took away. */
const OLD_CODE_EVERY = 16;

export function generateFirms(options: {
  seed: number;
  at: Date;
  plan: CityPlan;
  reference: Reference;
}): PlannedFirm[] {
  const { plan } = options;
  const places = placesOf(options.reference);
  let serial = 0;
  return plan.trades.flatMap((trade) => {
    const random = createRandom(`${options.seed}/firms/${trade.industry}`);
    return Array.from({ length: trade.count }, (_, index) => {
      serial++;
      const gone = serial % OLD_CODE_EVERY === 0;
      const firm = {
        trade,
        ordinal: index + 1,
        worst: worstOf(plan, trade, index),
        status: statusOf(trade, index),
      };
      return {
        ...firm,
        uscc: createUscc(plan.registrar, serial * 37 + (options.seed % 37)),
        name: trade.name(numeral(index + 1)),
        industry: trade.industry,
        division: random.pick(gone ? places.gone : places.current(random.pick(trade.townships))).code,
        divisionGone: gone,
        ...gradeOf(random, firm, options.at),
        honours: honoursOf(random, options.at),
        responsible: responsiblePersonsOf(serial, { industry: trade.industry, status: firm.status }),
      };
    });
  });
}

function placesOf({ divisions2018, divisions2023 }: Reference) {
  const villages = (divisions: Division[]) => divisions.filter(({ level }) => level === 'village');
  const known = new Set(divisions2023.map(({ code }) => code));
  return {
    gone: villages(divisions2018).filter(({ code }) => !known.has(code)),
    current: (township: string) =>
      villages(divisions2023).filter(({ parent_code }) => parent_code === township),
  };
}

function worstOf(plan: CityPlan, trade: TradePlan, index: number): Level | null {
  if (index >= trade.count - (plan.neverAssessed[trade.industry] ?? 0)) return null;
  return trade.levels[index] ?? 'BLUE_LOW';
}

/** The last three mines stand still, each in its own way; elsewhere one firm here and there. */
function statusOf({ industry, count }: TradePlan, index: number): Status {
  const fromEnd = count - 1 - index;
  if (industry === 'COAL_MINE')
    return (['RESUMING', 'STOPPED', 'LONG_STOPPED'] as const)[fromEnd] ?? 'RUNNING';
  if (industry === 'COAL_WASHING' && fromEnd === 3) return 'CLOSED';
  return index > 0 && index % 9 === 0 ? 'STOPPED' : 'RUNNING';
}

/** Mines keep grade 1 or 2, as the province wants; two firms have let their grade lapse (R12). */
function gradeOf(
  random: Random,
  firm: Pick<PlannedFirm, 'trade' | 'ordinal' | 'worst' | 'status'>,
  at: Date,
): Pick<Firm, 'grade' | 'gradeExpiresOn' | 'safetyClass'> {
  const { industry } = firm.trade;
  const lapsed = firm.ordinal === 3 && (industry === 'CARBON' || industry === 'METALLURGY');
  const mine = industry === 'COAL_MINE';
  const grade = mine
    ? random.pick(['GRADE_1', 'GRADE_2', 'GRADE_2'] as const)
    : random.pick(['GRADE_2', 'GRADE_3', 'GRADE_3', 'UNGRADED'] as const);
  const expires = lapsed ? -random.int(5, 60) : random.int(60, 1000);
  const classed = mine || industry === 'NON_COAL_MINE';
  const safetyClass = firm.status === 'LONG_STOPPED' ? 'D' : random.pick(['A', 'B', 'B', 'C'] as const);
  return {
    grade: lapsed ? 'GRADE_3' : grade,
    gradeExpiresOn: grade === 'UNGRADED' && !lapsed ? null : cityDay(at, expires),
    safetyClass: classed ? safetyClass : null,
  };
}

function honoursOf(random: Random, at: Date): Firm['honours'] {
  if (!random.chance(0.08)) return [];
  const year = Number(cityDay(at).slice(0, 4)) - random.int(1, 4);
  return [
    { name: '安全文化示范企业(示例)', level: random.pick(['PROVINCE', 'CITY', 'COUNTY'] as const), year },
  ];
}
