import type { Committee, Duty, Unit } from './committee-records';
import type { CommitteesOptions } from './committees';
import type { CommitteesPlan, SpecialPlan } from './committees-plan';
import { cityDay } from './dates';
import { safetyCommitteeId, safetyOfficeId, specialCommitteeId } from './ids';
import { createRandom, type Random } from './random';
import type { Industry } from './records';

/** The reform of the institutions moved duties between units. */
const REFORM_EVE = '2019-03-04';
const REFORM_DAY = '2019-03-05';
/** The office's papers of the public record begin here. */
const TRIAL_DAY = '2019-08-02';
const OPERATION_DAY = '2019-08-16';

const INDUSTRY_WORDS: Record<Industry, string> = {
  ...{
    COAL_MINE: '煤矿',
    NON_COAL_MINE: '非煤矿山',
    TAILINGS: '尾矿库',
    HAZMAT: '危险化学品',
    COKING: '焦化',
  },
  ...{ METALLURGY: '冶金', CARBON: '炭素', COAL_WASHING: '洗煤', CONSTRUCTION: '建筑施工', OTHER: '仓储等' },
  ...{ TOWN_GAS: '城镇燃气', TRANSPORT: '交通运输', CATERING: '餐饮', HOTEL: '旅店', TOURISM: '旅游' },
  ...{ AGRICULTURE: '农业', FIREWORKS: '烟花爆竹' },
};

interface Around {
  committees: CommitteesPlan;
  unitNamed(name: string): string;
  units: Unit[];
}

/** The safety committee, its office and the special committees, and who manages which industry. */
export function generateSpecial(options: CommitteesOptions, around: Around) {
  const { seed, plan } = options;
  const random = createRandom(`${seed}/committees`);
  const { units, unitNamed, committees } = around;
  const top = (tier: 'SAFETY_COMMITTEE' | 'OFFICE', name: string): Committee => ({
    id: tier === 'OFFICE' ? safetyOfficeId(plan.key) : safetyCommitteeId(plan.key),
    name: `${plan.name}${name}(示例)`,
    tier,
    division: plan.division,
    leadUnit: unitNamed(tier === 'OFFICE' ? '应急管理局' : '政府办公室'),
    firstDirector: null,
    director:
      tier === 'OFFICE'
        ? { title: '安委办主任(应急管理局局长)', unit: unitNamed('应急管理局') }
        : { title: '安委会主任(市长)', unit: unitNamed('政府办公室') },
    members: tier === 'OFFICE' ? [unitNamed('督查落实办')] : units.map(({ id }) => id),
    industries: [],
    heldBy: null,
    stages: { OPERATING: REFORM_DAY },
  });
  const special = committees.special.map((one, index) => specialOf({ one, index, random, options, around }));
  return {
    special: [top('SAFETY_COMMITTEE', '安全生产委员会'), top('OFFICE', '安全生产委员会办公室'), ...special],
    duties: dutiesOf(options, around),
  };
}

function specialOf(parts: {
  one: SpecialPlan;
  index: number;
  random: Random;
  options: CommitteesOptions;
  around: Around;
}): Committee {
  const { one, index, random, options, around } = parts;
  const { plan, at } = options;
  const lead = around.unitNamed(one.lead);
  const others = around.units.filter(({ id, kind }) => id !== lead && kind === 'DEPARTMENT');
  const members = Array.from({ length: random.int(5, 8) }, () => random.pick(others).id);
  // only the city whose list is on public record goes without the mark of invention
  const mark = plan.key === 'TY' ? '' : '(示例)';
  return {
    id: specialCommitteeId(plan.key, index + 1),
    name: `${one.name}安全生产专业委员会${mark}`,
    tier: 'SPECIAL',
    division: plan.division,
    leadUnit: lead,
    firstDirector: { title: '第一主任(分管副市长)', unit: around.unitNamed('政府办公室') },
    director: { title: `主任(${one.lead}主要负责人)`, unit: lead },
    members: [...new Set(members)],
    industries: one.industries,
    heldBy: one.heldBy ?? null,
    stages: stagesOf(one.state ?? 'OPERATING', { index, at }),
  };
}

/** One by one when ripe: the construction committee, the seventh here, began on 16 August 2019, the others after it. */
function stagesOf(
  state: NonNullable<SpecialPlan['state']>,
  { index, at }: { index: number; at: Date },
): Committee['stages'] {
  const planned = { PLANNED: TRIAL_DAY };
  if (state === 'PLANNED') return { PLANNED: cityDay(at, -90), TRIAL: cityDay(at, 60) };
  if (state === 'TRIAL') return { ...planned, TRIAL: cityDay(at, -45), OPERATING: cityDay(at, 20) };
  const operating = {
    ...planned,
    TRIAL: TRIAL_DAY,
    OPERATING: cityDay(new Date(`${OPERATION_DAY}T00:00:00Z`), index),
  };
  return state === 'MERGED' ? { ...operating, MERGED: cityDay(at, -200) } : operating;
}

/** Before the reform one bureau had every industry; since then each committee's lead manages what it answers for. */
function dutiesOf({ plan, at }: CommitteesOptions, { committees, unitNamed }: Around): Duty[] {
  const duties: Duty[] = [];
  const add = (duty: Omit<Duty, 'id'>) =>
    duties.push({ id: `${plan.key}-ZZ${String(duties.length + 1).padStart(3, '0')}`, ...duty });
  const bureau = unitNamed('应急管理局');
  const active = committees.special.filter(({ state }) => state !== 'MERGED');
  for (const { industries, lead } of active)
    for (const industry of industries) {
      const text = `${INDUSTRY_WORDS[industry]}行业安全生产监督管理`;
      const of = { kind: 'INDUSTRY' as const, text, industries: [industry] };
      const before = { validFrom: '2015-01-01', validTo: REFORM_EVE, approvedOn: null, basis: null };
      const since = { approvedOn: '2019-03-01', basis: '示例机构改革方案' };
      add({ ...of, ...before, unit: bureau });
      if (industry !== 'FIREWORKS')
        add({ ...of, ...since, unit: unitNamed(lead), validFrom: REFORM_DAY, validTo: null });
      else {
        // one that changes hands soon: the date alone moves it
        const next = { approvedOn: cityDay(at, -10), basis: '示例职责调整通知' };
        add({ ...of, ...since, unit: unitNamed('商务局'), validFrom: REFORM_DAY, validTo: cityDay(at, 30) });
        add({ ...of, ...next, unit: unitNamed(lead), validFrom: cityDay(at, 31), validTo: null });
      }
    }
  const always = {
    validFrom: REFORM_DAY,
    validTo: null,
    approvedOn: '2019-03-01',
    basis: '示例机构改革方案',
  };
  for (const name of committees.departments)
    add({
      ...always,
      unit: unitNamed(name),
      kind: 'BUSINESS',
      text: '本部门业务范围内的安全生产工作',
      industries: [],
    });
  for (const name of committees.stateFirms)
    add({
      ...always,
      unit: unitNamed(name),
      kind: 'PRODUCTION',
      text: '本单位生产经营的安全',
      industries: [],
    });
  return duties;
}
