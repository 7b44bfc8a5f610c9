import { readReference } from '../../kernel/reference/read-csv';
import { CheckKind, CheckTrigger } from '../../schema/risk/enums';
import type { CheckRecord } from './check-record';

/** Set off by a complaint, an accident or a data signal: outside the cap (DOMAIN §2.5, likely; confirm the local text). */
const OUTSIDE_THE_CAP: readonly CheckTrigger[] = [
  CheckTrigger.COMPLAINT,
  CheckTrigger.ACCIDENT,
  CheckTrigger.DATA_SIGNAL,
];

/** Kinds of check of which a firm may have only so many a year. */
const CAPPED: readonly CheckKind[] = [CheckKind.ADMIN_INSPECTION, CheckKind.SUPERVISORY];

/** Whether a check on site counts toward the yearly maximum of its kind (Shanxi notice of 2025-04-23). */
export const countsTowardCap = ({
  kind,
  trigger,
  offSite,
}: Pick<CheckRecord, 'kind' | 'trigger' | 'offSite'>): boolean =>
  CAPPED.includes(kind) && !offSite && !OUTSIDE_THE_CAP.includes(trigger);

/** Coordinating organs, experts, third parties, contract supervisors and grid members; also the firm itself. */
const MAY_NOT_INSPECT =
  /安委会|安委办|专委会|(安全生产|专业|村民|居民)委员会|[村居]委会|领导小组|指挥部|联席会议|专家|会诊|第三方|服务机构|协会|网格员|安全员|协管员|专职安监|企业自|^企业$/;

/** Whether a body may carry out an enforcement inspection of a firm: only one with enforcement power may (国办发〔2024〕54号). */
export const mayInspect = (authority: string): boolean => !MAY_NOT_INSPECT.test(authority);

/** What of a firm decides how often it may be inspected. */
export interface CappedFirm {
  industry: string;
  status: string;
  /** As of the date that is asked about: a lapsed grade is UNGRADED (R12). */
  grade: string;
  safetyClass: string | null;
}

/** The notice came out on 2025-04-23; of earlier years it says nothing. */
const FIRST_YEAR = 2025;

const SECTORS: Record<string, { name: string; by: 'safetyClass' | 'grade' }> = Object.fromEntries([
  ...sector(['COAL_MINE'], '煤矿', 'safetyClass'),
  ...sector(['NON_COAL_MINE', 'TAILINGS'], '非煤矿山', 'safetyClass'),
  ...sector(['HAZMAT', 'COKING', 'METALLURGY'], '危险化学品和金属冶炼', 'grade'),
  ...sector(
    ['CARBON', 'COAL_WASHING', 'CATERING', 'HOTEL', 'TOURISM', 'AGRICULTURE', 'OTHER'],
    '非高危行业',
    'grade',
  ),
]);

function sector(industries: string[], name: string, by: 'safetyClass' | 'grade') {
  return industries.map((industry) => [industry, { name, by }] as const);
}

const GRADE_WORDS: Record<string, string> = {
  GRADE_1: '一级',
  GRADE_2: '二级',
  GRADE_3: '三级',
  UNGRADED: '未定级',
};

const caps = new Map(
  readReference<'sector_zh' | 'grade' | 'max_enforcement_checks_per_year'>(
    'shanxi-2025-inspection-caps.csv',
  ).map((row) => [`${row.sector_zh} ${row.grade}`, Number(row.max_enforcement_checks_per_year)]),
);

/**
 * The most enforcement checks that a firm may have in a year (Shanxi notice of 2025-04-23). null: the notice names none,
 * since its trade (fireworks, transport, construction, town gas) is not in it, its class is not known, or the year is
 * before the notice.
 */
export function capOf(firm: CappedFirm, year: number): number | null {
  const found = SECTORS[firm.industry];
  if (!found || year < FIRST_YEAR) return null;
  const stopped = firm.industry === 'COAL_MINE' && firm.status === 'LONG_STOPPED';
  const grade = found.by === 'grade' ? GRADE_WORDS[firm.grade] : stopped ? 'D' : firm.safetyClass;
  return caps.get(`${found.name} ${grade}`) ?? null;
}

const WORST_CLASS: Record<string, string> = { COAL_MINE: 'C', NON_COAL_MINE: 'D', TAILINGS: 'D' };

/**
 * The class that a mine counts as after an accident (R10): the worst of its trade. That is C of a coal mine, of which D
 * says that it is stopped, and then it stays that. Other trades have grades, which are reviewed by people: null.
 */
export function worstClassOf({ industry, safetyClass }: CappedFirm): string | null {
  const worst = WORST_CLASS[industry] ?? null;
  return worst && safetyClass === 'D' ? 'D' : worst;
}

/** 督导检查, of any class or grade. */
const SUPERVISORY_CAP = 3;

/**
 * The most supervisory checks that a firm may have in a year (the same notice). null: its trade is not in the notice, or
 * the year is before it.
 */
export const supervisoryCapOf = ({ industry }: Pick<CappedFirm, 'industry'>, year: number): number | null =>
  SECTORS[industry] && year >= FIRST_YEAR ? SUPERVISORY_CAP : null;
