import type * as records from './committee-records';
import type { CommitteesOptions } from './committees';
import type { CommitteesPlan } from './committees-plan';
import { cityDay } from './dates';
import { createRandom } from './random';

interface Around {
  committees: CommitteesPlan;
  unitNamed(name: string): string;
}

/** Campaigns with their weeks, bulletins twice a month, the yearly fund, means of education and publicity. */
export function generateOutreach(options: CommitteesOptions, { committees, unitNamed }: Around) {
  const { plan, at, seed } = options;
  const random = createRandom(`${seed}/committees/outreach`);
  const today = cityDay(at);
  const year = Number(today.slice(0, 4));
  const campaigns = campaignsOf(options, unitNamed);
  const campaignWeeks = campaigns.flatMap(({ id, from, to }) =>
    weeksBetween(from, to !== null && to < today ? to : today).map((endsOn): records.CampaignWeek => {
      const checks = random.int(20, 90);
      return { campaign: id, endsOn, checks, hazards: random.int(0, checks >> 2) };
    }),
  );
  return {
    campaigns,
    campaignWeeks,
    bulletins: bulletinsUpTo(today, plan.key),
    funds: [year - 1, year].map((one): records.Fund => ({
      ...{ year: one, purpose: '基层安全监管', amountYuan: committees.fundYuan },
      spentYuan: one === year ? Math.round(committees.fundYuan * 0.62) : committees.fundYuan,
    })),
    educationAssets: assetsOf(options, committees),
    educationItems: ['安全员巡村的一天', '救援队伍演练见闻', '社区体验区开放'].map((title, index) => ({
      id: `${plan.key}-BD${index + 1}`,
      ...{ title: `${title}(示例)`, medium: ['报纸', '交通广播', '新媒体'][index]! },
      publishedOn: cityDay(at, -8 - index * 12),
    })),
  };
}

/** Two that rectify, the safety month of June, and one without an end. */
function campaignsOf({ plan, at }: CommitteesOptions, unitNamed: Around['unitNamed']): records.Campaign[] {
  const day = (days: number) => cityDay(at, days);
  const year = day(0).slice(0, 4);
  const rectifying = { kind: 'RECTIFICATION' as const, from: day(-50), to: day(40), aspects: [] };
  const everyone: Pick<records.Campaign, 'industries'> = { industries: [] };
  const campaigns: Omit<records.Campaign, 'id'>[] = [
    {
      ...{ ...rectifying, name: '餐饮场所专项整治(示例)' },
      ...{ leadUnit: unitNamed('商务局'), industries: ['CATERING'] },
    },
    {
      ...{ ...rectifying, ...everyone, name: '电动自行车专项整治(示例)' },
      leadUnit: unitNamed('消防救援大队'),
    },
    {
      ...{
        ...everyone,
        kind: 'SAFETY_MONTH',
        name: '安全生产月(示例)',
        from: `${year}-06-01`,
        to: `${year}-06-30`,
      },
      ...{ leadUnit: unitNamed('应急管理局'), aspects: ['EDUCATION'] },
    },
    {
      ...{ ...everyone, kind: 'EDUCATION', name: '城市安全发展宣传(示例)', from: day(-80), to: null },
      ...{ leadUnit: unitNamed('宣传部'), aspects: ['SAFE_DEVELOPMENT', 'EDUCATION'] },
    },
  ];
  return campaigns.map((campaign, index) => ({ id: `${plan.key}-ZX0${index + 1}`, ...campaign }));
}

/** The Sundays after the first day, up to the last. */
function weeksBetween(from: string, to: string): string[] {
  const weeks: string[] = [];
  const date = new Date(`${from}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + ((7 - date.getUTCDay()) % 7));
  for (; date.toISOString().slice(0, 10) <= to; date.setUTCDate(date.getUTCDate() + 7))
    weeks.push(date.toISOString().slice(0, 10));
  return weeks;
}

/** On the 1st and the 15th of each month of the year. */
function bulletinsUpTo(today: string, key: string): records.Bulletin[] {
  const year = today.slice(0, 4);
  const days = Array.from({ length: 24 }, (_, at) => {
    const month = String((at >> 1) + 1).padStart(2, '0');
    return `${year}-${month}-${at % 2 ? '15' : '01'}`;
  });
  return days
    .filter((publishedOn) => publishedOn <= today)
    .map((publishedOn, at) => ({
      id: `${key}-XX${year}${String(at + 1).padStart(2, '0')}`,
      ...{ issue: `${year}年第${at + 1}期(示例)`, publishedOn },
      items: ['工作动态', '典型做法', '事故案例'],
    }));
}

function assetsOf(
  { plan, at, seed }: CommitteesOptions,
  { zones, devZone }: CommitteesPlan,
): records.EducationAsset[] {
  const random = createRandom(`${seed}/committees/education`);
  const number = (n: number) => `${plan.key}-XJ${String(n).padStart(2, '0')}`;
  const vehicles = [1, 2, 3].map((n): records.EducationAsset => ({
    ...{
      id: number(n),
      name: `${devZone}流动警示教育车${n}号(示例)`,
      kind: '流动警示教育车',
      division: plan.division,
    },
    ...{ position: null, visits: random.int(300, 2_000), asOf: cityDay(at, -1) },
  }));
  return [
    ...vehicles,
    ...zones.map((zone, index): records.EducationAsset => ({
      ...{ id: number(4 + index), name: `${zone.name}(示例)`, kind: '安全体验区', division: zone.division },
      ...{ position: zone.position, visits: random.int(1_000, 9_000), asOf: cityDay(at, -12) },
    })),
  ];
}
