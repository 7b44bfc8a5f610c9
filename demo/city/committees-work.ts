import type * as records from './committee-records';
import type { CommitteesOptions } from './committees';
import { cityDay, cityMoment } from './dates';
import { createRandom, type Random } from './random';

interface Around {
  committees: records.Committee[];
  units: records.Unit[];
  posts: records.Post[];
  unitNamed(name: string): string;
}

const LEADER_ACTS = ['带队检查企业安全生产', '主持安全生产专题会议', '督办重大隐患整改', '慰问一线安全员'];
const TITLES = [
  '完成行业风险分级',
  '组织全行业隐患排查',
  '完善应急预案并演练',
  '落实监管责任清单',
  '整理双重预防台账',
];
const PHASES: records.TaskPhase[] = ['PLAN', 'DEPLOY', 'CARRY_OUT', 'CHECK', 'ASSESS'];

/** Meetings, the tasks that they decided, leaders' ledgers, letters of responsibility and assessments. */
export function generateWork(options: CommitteesOptions, around: Around) {
  const random = createRandom(`${options.seed}/committees/work`);
  const meetings = meetingsOf(options, around);
  return {
    meetings,
    tasks: tasksOf(options, { ...around, meetings, random }),
    ledger: ledgerOf(options, { ...around, random }),
    letters: lettersOf(options, around),
    assessments: assessmentsOf(options, { ...around, random }),
  };
}

/** `count` times, `everyDays` apart, back from `daysAgo`. */
const rhythm = (count: number, everyDays: number, daysAgo: number): number[] =>
  Array.from({ length: count }, (_, at) => -(daysAgo + at * everyDays));

type Rhythm = [
  kind: records.MeetingKind,
  days: number[],
  of: Omit<records.Meeting, 'id' | 'kind' | 'heldAt'>,
];

/** Of the party committee and the safety committee each quarter, of its office each month, of the others now and then. */
function meetingsOf({ plan, at }: CommitteesOptions, { committees, unitNamed }: Around): records.Meeting[] {
  const [safety, office, ...special] = committees.map(({ id, leadUnit }) => ({
    committee: id,
    requestedBy: leadUnit,
  }));
  const none = { committee: null, requestedBy: unitNamed('应急管理局') };
  const rhythms: Rhythm[] = [
    ['PARTY_COMMITTEE', rhythm(4, 91, 20), { ...none, topics: ['专题研究安全生产工作'] }],
    ['GOVERNMENT_EXECUTIVE', rhythm(8, 21, 9), { ...none, topics: ['安全生产(固定议题)'] }],
    ['PLENARY', rhythm(2, 180, 40), { ...safety!, topics: ['部署年度安全生产工作'] }],
    ['MONTHLY', rhythm(11, 30, 5), { ...office!, topics: ['通报上月情况', '安排本月工作'] }],
    ['QUARTERLY_REVIEW', rhythm(4, 91, 30), { ...safety!, topics: ['季度形势分析'] }],
    ['SPECIAL_TOPIC', rhythm(1, 1, 74), { ...safety!, topics: ['听取各专委会工作汇报'] }],
    ...special.map((one, index): Rhythm => [
      'SPECIAL_TOPIC',
      rhythm(3, 60, 3 + index),
      { ...one, topics: ['行业安全形势', '重点任务进展'] },
    ]),
  ];
  return rhythms
    .flatMap(([kind, days, of]) => days.map((day) => ({ kind, heldAt: cityMoment(at, day, '09:00'), ...of })))
    .map((meeting, index) => ({ id: `${plan.key}-HY${String(index + 1).padStart(4, '0')}`, ...meeting }));
}

/** Of each committee's four tasks one is done, one under way, one past its date and one, now and then, cancelled. */
function tasksOf(
  { plan, at }: CommitteesOptions,
  { committees, meetings, random }: Around & { meetings: records.Meeting[]; random: Random },
): records.Task[] {
  return committees.flatMap(({ id, leadUnit, members }, index) => {
    const held = meetings.filter(({ committee }) => committee === id);
    return [0, 1, 2, 3].map((turn): records.Task => {
      const done = turn === 0;
      const dueOn = cityDay(at, [-20, 25, -(2 + (index % 9)), 40][turn]);
      return {
        id: `${plan.key}-RW${String(index * 4 + turn + 1).padStart(4, '0')}`,
        committee: id,
        meeting: turn < held.length ? held[turn]!.id : null,
        owner: turn === 1 ? leadUnit : random.pick(members),
        title: `${TITLES[(index + turn) % TITLES.length]!}(示例)`,
        phases: PHASES.slice(0, 1 + ((index + turn) % PHASES.length)),
        dueOn,
        state: done ? 'DONE' : turn === 3 && index % 5 === 0 ? 'CANCELLED' : 'OPEN',
        doneOn: done ? cityDay(at, -25) : null,
        evidence: done ? ['示例完成情况报告'] : [],
      };
    });
  });
}

/** Each leader acts every ten days; every second time it is about a firm. */
function ledgerOf(
  { plan, at, firms }: CommitteesOptions,
  { posts, random }: Around & { random: Random },
): records.LedgerEntry[] {
  const leaders = posts.filter(({ kind }) => kind === 'LEADER');
  return leaders.flatMap((post, index) =>
    [0, 1, 2, 3, 4, 5].map((turn): records.LedgerEntry => {
      const firm = turn % 2 === 0 ? random.pick(firms) : null;
      return {
        id: `${plan.key}-LZ${String(index * 6 + turn + 1).padStart(4, '0')}`,
        post: post.id,
        division: firm?.division ?? plan.division,
        at: cityMoment(at, -(1 + index + turn * 10), '15:30'),
        action: firm ? LEADER_ACTS[0]! : LEADER_ACTS[1 + ((index + turn) % 3)]!,
        uscc: firm?.uscc ?? null,
        evidence: ['示例影像资料', '示例检查记录'],
      };
    }),
  );
}

const yearOf = (at: Date): number => Number(cityDay(at).slice(0, 4));

/** The government hands one down to each unit of the territory and to the development zone; one is not signed yet. */
function lettersOf({ plan, at }: CommitteesOptions, { units, unitNamed }: Around): records.Letter[] {
  const year = yearOf(at);
  const from = unitNamed('政府办公室');
  const signing = units.filter(({ kind }) => ['TOWNSHIP', 'COUNTY', 'DEV_ZONE'].includes(kind));
  return signing.map(({ id: to }, index) => ({
    id: `${plan.key}-ZR${year}${String(index + 1).padStart(3, '0')}`,
    ...{ year, from, to, signedOn: index === 3 ? null : `${year}-01-${String(10 + (index % 15))}` },
    items: ['不发生较大及以上事故', '重大隐患按期整改率 100%', '安全员全覆盖'],
  }));
}

/** Running through the year: the best score is first, equal scores share a rank. */
function assessmentsOf(
  { at }: CommitteesOptions,
  { units, random }: Around & { random: Random },
): records.Assessment[] {
  const year = yearOf(at);
  return [year - 1, year].flatMap((one) => {
    const scored = units.map(({ id }) => ({ unit: id, score: random.float(70, 99, 1) }));
    return scored.map(({ unit, score }) => ({
      ...{ unit, year: one, score },
      rank: 1 + scored.filter((other) => other.score > score).length,
      items: score > 90 ? ['专项整治加分'] : ['巡查问题扣分'],
      asOf: one === year ? cityDay(at) : `${one}-12-31`,
    }));
  });
}
