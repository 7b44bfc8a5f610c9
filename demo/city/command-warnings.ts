import type { CommandOptions } from './command';
import type { CommandPlan } from './command-plan';
import type { Warning } from './command-records';

const HOUR_MS = 3_600_000;
const METEOROLOGY = '气象台(示例)';
const FORESTRY = '森林草原防灭火指挥部(示例)';

/** What is told of a warning, with hours from the moment of the city. */
interface Told extends Omit<
  Warning,
  'id' | 'issuedAt' | 'effective' | 'expires' | 'liftedAt' | 'drill' | 'category'
> {
  issued: number;
  from: number;
  until: number | null;
  lifted?: number;
  drill?: true;
}

const rain = (colour: Warning['colour'], word: string) => ({
  headline: `暴雨${word}预警(示例)`,
  description: '预计未来数小时内降雨 50 毫米以上,山洪地质灾害风险较高(示例)。',
  instruction: '停止户外及山区作业,矿山尾矿库加密巡查(示例)。',
  colour,
  code: '11B03',
  event: '暴雨',
  issuedBy: METEOROLOGY,
});

const fire = (colour: Warning['colour'], word: string) => ({
  headline: `森林火险${word}预警(示例)`,
  description: '气温高、湿度低、风力大,林区火险等级高(示例)。',
  instruction: '林区禁止一切野外用火,巡护人员在岗(示例)。',
  colour,
  code: '11B25',
  event: '森林火险',
  issuedBy: FORESTRY,
});

const cold = {
  headline: '寒潮蓝色预警(示例)',
  description: '预计 24 小时内气温下降 8 ℃ 以上(示例)。',
  instruction: '做好管道防冻和室外设备巡查(示例)。',
  colour: 'BLUE' as const,
  code: '11B05',
  event: '寒潮',
  issuedBy: METEOROLOGY,
};

/** Some in force, some that lapsed or were lifted, one that begins tomorrow, drills; the first is the story's. */
export function generateWarnings({ at, plan }: CommandOptions, { hills }: CommandPlan): Warning[] {
  const city = [plan.division];
  const told: Told[] = [
    { ...rain('ORANGE', '橙色'), areas: city, issued: -3, from: -2.5, until: 48 },
    { ...fire('ORANGE', '橙色'), areas: hills, issued: -40, from: -38, until: 120 },
    { ...rain('BLUE', '蓝色'), areas: hills.slice(0, 1), issued: -2, from: -1, until: 3 },
    { ...cold, areas: city, issued: -1, from: 20, until: 44 },
    { ...rain('RED', '红色'), areas: city, issued: -120, from: -120, until: -96 },
    { ...fire('RED', '红色'), areas: hills, issued: -260, from: -260, until: -200 },
    { ...rain('YELLOW', '黄色'), areas: city, issued: -75, from: -74, until: -60, lifted: -66 },
    { ...fire('YELLOW', '黄色'), areas: hills, issued: -170, from: -168, until: null, lifted: -150 },
    { ...rain('RED', '红色'), areas: city, issued: -5, from: -5, until: 24, drill: true },
    { ...fire('RED', '红色'), areas: hills, issued: -300, from: -300, until: -298, drill: true },
  ];
  const moment = (hours: number) => new Date(at.getTime() + hours * HOUR_MS);
  return told.map(({ issued, from, until, lifted, drill, ...warning }, index) => ({
    ...warning,
    id: `${plan.key}-YJ${String(index + 1).padStart(4, '0')}`,
    category: 'NATURAL_DISASTER',
    issuedAt: moment(issued),
    effective: moment(from),
    expires: until === null ? null : moment(until),
    liftedAt: lifted === undefined ? null : moment(lifted),
    drill: drill ?? false,
  }));
}
