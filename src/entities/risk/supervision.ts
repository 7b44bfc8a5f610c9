import { plusDays } from '../../kernel/clock';
import { RiskLevel } from '../../kernel/risk/levels';
import { CheckKind } from '../../schema/risk/enums';
import { capOf, supervisoryCapOf, worstClassOf, type CappedFirm } from './inspection-cap';

/** What a plan is worked out from; dates are the city's calendar dates. */
export interface SupervisionInputs {
  firm: CappedFirm & { gradeExpiresOn: string | null };
  level: RiskLevel;
  /** Since when it has that level. */
  levelSince: string | null;
  /** An accident of it counts (R10). */
  accident: boolean;
  /** Inspections of the year that count toward their cap. */
  done: number;
  /** Of these the last. */
  lastOn: string | null;
  /** Supervisory checks of the year that count toward theirs. */
  supervisoryDone: number;
  /** Hazards that the authority has to re-inspect, and until when the first of them. */
  reinspections: number;
  reinspectDueOn: string | null;
}

export interface Supervision {
  year: number;
  planned: number;
  cap: number | null;
  done: number;
  nextDueOn: string | null;
  reinspectDueOn: string | null;
  blockedByCap: boolean;
  supervisoryCap: number | null;
  supervisoryDone: number;
  /** Kinds of check of which the notice allows no more this year. */
  forbidden: CheckKind[];
  why: string[];
}

/** Visits a year where the notice names no cap: proposals of this product, as is half of the cap. */
const WITHOUT_A_CAP = { red: 4, other: 1 };

/**
 * The visits of a firm in a year: half of the cap rounded up, all of it at red; none of a closed firm. What is left is
 * spread evenly over the rest of the year from the last visit, or from the day the firm turned red.
 */
export function superviseIn(year: number, inputs: SupervisionInputs, today: string): Supervision {
  const { done, level, supervisoryDone, accident, reinspections, reinspectDueOn } = inputs;
  const lapsed = inputs.firm.gradeExpiresOn !== null && inputs.firm.gradeExpiresOn < dateIn(year, today);
  const worst = accident ? worstClassOf(inputs.firm) : null;
  const firm = {
    ...inputs.firm,
    ...(lapsed && { grade: 'UNGRADED' }),
    ...(worst && { safetyClass: worst }),
  };
  const cap = capOf(firm, year);
  const closed = firm.status === 'CLOSED';
  const planned = closed ? 0 : plannedOf(level, cap);
  const supervisoryCap = supervisoryCapOf(firm, year);
  const blockedByCap = cap !== null && done >= cap;
  const noMoreSupervisory = supervisoryCap !== null && supervisoryDone >= supervisoryCap;
  const nextDueOn = blockedByCap ? null : nextDue(year, { ...inputs, left: planned - done });
  const why = [
    closed
      ? '企业已关闭,不安排检查 · the firm is closed, no visit is planned'
      : whyPlanned(planned, { level, cap }),
    ...(lapsed ? ['标准化等级已过期,按未定级计 · its grade has lapsed and counts as ungraded'] : []),
    ...(accident ? [whyAccident(worst)] : []),
    ...(blockedByCap
      ? [
          `已检查 ${done} 次,年度上限 ${cap} 次,不得再安排计划内现场执法检查 · ${done} inspections done, the yearly cap of ${cap} is reached`,
        ]
      : []),
    ...(noMoreSupervisory
      ? [
          `已督导检查 ${supervisoryDone} 次,年度上限 ${supervisoryCap} 次,不得再安排督导检查 · ${supervisoryDone} supervisory checks done, the yearly cap of ${supervisoryCap} is reached`,
        ]
      : []),
    ...(nextDueOn && nextDueOn < today
      ? [`应于 ${nextDueOn} 前检查,已逾期 · was due by ${nextDueOn}, overdue`]
      : []),
    ...(reinspectDueOn ? [whyReinspected({ reinspections, reinspectDueOn }, today)] : []),
  ];
  const forbidden = [
    ...(blockedByCap ? [CheckKind.ADMIN_INSPECTION] : []),
    ...(noMoreSupervisory ? [CheckKind.SUPERVISORY] : []),
  ];
  return {
    ...{ year, planned, cap, done, nextDueOn, reinspectDueOn, blockedByCap },
    ...{ supervisoryCap, supervisoryDone, forbidden, why },
  };
}

function plannedOf(level: RiskLevel, cap: number | null): number {
  const red = level === RiskLevel.RED_MAJOR;
  if (cap === null) return red ? WITHOUT_A_CAP.red : WITHOUT_A_CAP.other;
  return red ? cap : Math.ceil(cap / 2);
}

function whyPlanned(planned: number, { level, cap }: { level: RiskLevel; cap: number | null }): string {
  if (cap === null)
    return `该行业或等级未公布频次上限,计划 ${planned} 次 · no cap is published for its trade or class, ${planned} planned`;
  return level === RiskLevel.RED_MAJOR
    ? `重大风险(红),按上限安排 ${planned} 次 · red: as many as the cap allows, ${planned}`
    : `按上限 ${cap} 次的一半安排 ${planned} 次 · half of the cap of ${cap}, rounded up: ${planned}`;
}

const whyAccident = (worst: string | null): string =>
  worst
    ? `发生事故,安全分类按最低的 ${worst} 类计(R10)· after an accident its class counts as the worst, ${worst} (R10)`
    : '发生事故,标准化等级待复核(R10)· after an accident its grade is under review (R10)';

function whyReinspected(
  { reinspections, reinspectDueOn }: { reinspections: number; reinspectDueOn: string },
  today: string,
): string {
  const [late, lateZh] = reinspectDueOn < today ? [', overdue', ',已逾期'] : ['', ''];
  return `${reinspections} 项重大或挂牌督办隐患待复查,首项应于 ${reinspectDueOn} 前${lateZh} · ${reinspections} hazards to re-inspect, the first by ${reinspectDueOn}${late}`;
}

function nextDue(
  year: number,
  { level, levelSince, lastOn, left }: SupervisionInputs & { left: number },
): string | null {
  if (left <= 0) return null;
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const from = [first, lastOn, level === RiskLevel.RED_MAJOR ? levelSince : null]
    .filter((date) => date !== null && date <= last)
    .sort()
    .at(-1)!;
  return plusDays(from, Math.floor(daysBetween(from, last) / left));
}

/** Today, or the end of a year that is over, or the start of one to come. */
function dateIn(year: number, today: string): string {
  if (today > `${year}-12-31`) return `${year}-12-31`;
  return today < `${year}-01-01` ? `${year}-01-01` : today;
}

const DAY_MS = 86_400_000;
const daysBetween = (one: string, other: string): number => (Date.parse(other) - Date.parse(one)) / DAY_MS;
