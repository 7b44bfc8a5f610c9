import type * as records from './committee-records';
import type { CommitteesOptions } from './committees';
import { ASPECTS } from './committees-plan';
import { cityDay } from './dates';
import { createRandom } from './random';

interface Around {
  committees: records.Committee[];
  units: records.Unit[];
}

const TEXTS: Record<records.Aspect, string> = {
  LEADERS_DUTY: '领导干部履职台账不完整',
  DIFFERENTIATED_SUPERVISION: '差异化监管清单未动态更新',
  SAFE_DEVELOPMENT: '城市安全发展任务进度滞后',
  SPECIAL_COMMITTEES: '专委会会议议定事项未闭环',
  REFORM: '改革后职责交接手续不全',
  LOCAL_CAPACITY: '基层安全员培训覆盖不足',
  EDUCATION: '安全宣传教育未进企业',
};

interface Days {
  /** The day so many days after that of the city. */
  day(days: number): string;
}

/** Patrols of units and quarterly supervisions of every member unit, and what they found. */
export function generatePatrols(options: CommitteesOptions, around: Around) {
  const days = { day: (count: number) => cityDay(options.at, count) };
  const patrols = patrolsOf(options, { ...around, ...days });
  const findings = [
    ...archivedFindings(patrols[0]!),
    ...around.committees
      .slice(2)
      .flatMap((committee, index) => committeeFindings(committee, { ...days, options, patrols, index })),
    ...unitFindings(patrols.at(-1)!, { ...days, seed: options.seed }),
  ];
  return { patrols, findings: numbered(findings) };
}

/** In each patrol from 1 on. */
function numbered(findings: Draft[]): records.Finding[] {
  const last = new Map<string, number>();
  return findings.map((finding) => {
    const number = (last.get(finding.patrol) ?? 0) + 1;
    last.set(finding.patrol, number);
    return { id: `${finding.patrol}-${String(number).padStart(3, '0')}`, ...finding };
  });
}

/**
 * One of last year that is archived, one that is over and reported, one under way, and three of the quarters. What is
 * archived is the same on whatever day of the year the city is generated.
 */
function patrolsOf({ plan }: CommitteesOptions, { units, day }: Around & Days): records.Patrol[] {
  const departments = units.filter(({ kind }) => kind === 'DEPARTMENT').map(({ id }) => id);
  const open = { archiveNo: null, archivedOn: null, reportedOn: null, reportDocument: null };
  const year = Number(day(0).slice(0, 4));
  return [
    {
      ...{ id: `${plan.key}-XC${year - 1}01`, kind: 'PATROL', name: `${year - 1}年度安全生产巡查(示例)` },
      ...{ aspects: ASPECTS, targets: departments.slice(0, 20) },
      ...{ from: `${year - 1}-08-26`, to: `${year - 1}-09-20` },
      ...{ reportedOn: `${year - 1}-10-15`, reportDocument: `示例报〔${year - 1}〕1号` },
      ...{ archiveNo: `示例档〔${year - 1}〕1号`, archivedOn: `${year - 1}-11-10` },
    },
    {
      ...{ id: `${plan.key}-XC${year}02`, kind: 'PATROL', name: '上半年安全生产巡查(示例)' },
      ...{ ...open, aspects: ASPECTS.slice(0, 5), targets: departments.slice(10, 40) },
      ...{ from: day(-150), to: day(-120), reportedOn: day(-100), reportDocument: `示例报〔${year}〕2号` },
    },
    {
      ...{
        id: `${plan.key}-XC${year}03`,
        kind: 'PATROL',
        name: '下半年安全生产巡查(示例)',
        aspects: ASPECTS,
      },
      ...{ ...open, targets: departments, from: day(-25), to: null },
    },
    ...[1, 2, 3].map((quarter): records.Patrol => ({
      ...{ id: `${plan.key}-DC${year}0${quarter}`, kind: 'QUARTERLY_SUPERVISION' },
      ...{ name: `第${quarter}次季度督查督导(示例)`, aspects: ['LEADERS_DUTY', 'SAFE_DEVELOPMENT'] },
      ...{ ...open, targets: units.map(({ id }) => id) },
      ...{ from: day(-290 + quarter * 80), to: day(-285 + quarter * 80) },
    })),
  ];
}

type Draft = Omit<records.Finding, 'id'>;

function draft(patrol: records.Patrol, unit: string, turn: number): Draft {
  const aspect = ASPECTS[turn % ASPECTS.length]!;
  return {
    ...{ patrol: patrol.id, unit, uscc: null, committee: null, aspect, text: `${TEXTS[aspect]}(示例)` },
    ...{ dueOn: '', state: 'OPEN', closedOn: null, dispositions: {} },
  };
}

/** All closed; every fourth unit was held to account. */
function archivedFindings(patrol: records.Patrol): Draft[] {
  const year = patrol.from.slice(0, 4);
  return patrol.targets.map((unit, index) => ({
    ...draft(patrol, unit, index),
    ...{ dueOn: `${year}-10-31`, state: 'CLOSED', closedOn: `${year}-10-28` },
    dispositions: {
      NOTIFIED: `${year}-10-20`,
      ...(index % 4 === 0 && { ACCOUNTABILITY: `${year}-11-05` }),
    },
  }));
}

/** Each special committee answers for one that is closed, one in time, one late, and one late and exposed. */
function committeeFindings(
  { id: committee, leadUnit, industries }: records.Committee,
  {
    day,
    options: { firms },
    patrols,
    index,
  }: Days & { options: CommitteesOptions; patrols: records.Patrol[]; index: number },
): Draft[] {
  const firm = firms.find(({ industry }) => industries.includes(industry));
  const of = (patrol: number, turn: number): Draft => ({
    ...draft(patrols[patrol]!, leadUnit, index + turn),
    committee,
  });
  const closed = { state: 'CLOSED' as const, closedOn: day(-110), dispositions: { EXPOSED: day(-115) } };
  return [
    { ...of(1, 0), ...closed, dueOn: day(-105) },
    { ...of(2, 1), dueOn: day(12), uscc: firm?.uscc ?? null },
    { ...of(2, 2), dueOn: day(-(1 + (index % 6))), state: 'RECTIFYING' },
    { ...of(1, 3), dueOn: day(-40), dispositions: { NOTIFIED: day(-35), EXPOSED: day(-20) } },
  ];
}

/** Some units have one under way, which no committee is named for. */
function unitFindings(patrol: records.Patrol, { day, seed }: Days & { seed: number }): Draft[] {
  const random = createRandom(`${seed}/committees/patrols`);
  return patrol.targets
    .map((unit, index): Draft => ({ ...draft(patrol, unit, index), dueOn: day(6), state: 'RECTIFYING' }))
    .filter(() => random.chance(0.4));
}
