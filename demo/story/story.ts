import type { Clock } from '../../src/kernel/clock';
import { alone } from '../alone';
import { castOf, type Cast } from './cast';
import { cityDay } from '../city/dates';
import type { City } from '../city/generate-city';
import type { Act, Command } from '../control';
import { detourSteps } from './detour-steps';
import { depotSteps } from './depots-steps';
import { hazmatSteps } from './hazmat-steps';
import { commandSteps } from './command-steps';
import { committeesSteps } from './committees-steps';
import { rescueSteps } from './rescue-steps';

/** One cycle of the story. README.md beside tells it for people. */
export const CYCLE_SECONDS = 20 * 60;

export interface Step {
  /** Seconds from the start of the cycle, at pace 1. */
  at: number;
  /** 中文 · English; the steps that only carry another on have none. */
  told?: string;
  commands: Command[];
}

/** What methane reads at the face, by seconds: over HIGH (1.0) at 16, over the power cut (1.5) at 28, clear at 214. */
const METHANE: [at: number, value: number][] = [
  [10, 0.72],
  [16, 1.06],
  [22, 1.31],
  [28, 1.58],
  [60, 1.66],
  [120, 1.62],
  [205, 1.21],
  [214, 0.83],
];

/** The steps of one cycle, in order. Pure: the same city, start and cycle give the same steps. */
export function storyOf(
  city: City,
  options: { startedAt: Date; cycle: number; cycleAt: Date; pace: number },
): Step[] {
  const cast = castOf(city, options);
  const steps = [
    ...methaneSteps(city, cast),
    ...rescueSteps(city, cast),
    ...hazmatSteps(city, options),
    ...detourSteps(city, options),
    ...depotSteps(city, options),
    ...badRecordSteps(cast),
    ...silenceSteps(cast),
    ...licenceSteps(cast, options.cycleAt),
    ...hazardSteps(cast, options),
    ...commandSteps(city, options),
    ...committeesSteps(city, options),
  ];
  return steps.sort((a, b) => a.at - b.at);
}

function methaneSteps(city: City, { mine, methane }: Cast): Step[] {
  const told = new Map([
    [
      28,
      `${mine.name} ${methane.place}瓦斯超断电值 · methane over the power cut at ${methane.point} (${mine.uscc})`,
    ],
    [214, `${mine.name}瓦斯回落 · methane back to normal`],
  ]);
  return [
    ...METHANE.map(([at, value]) => ({
      at,
      told: told.get(at),
      commands: [{ sensor: methane.point, value }],
    })),
    { at: 230, commands: [{ release: methane.point }] },
  ];
}

function badRecordSteps({ deadPoint }: Cast): Step[] {
  return [
    {
      at: 60,
      told: '登记库送来错误记录 · the registry sends wrong rows',
      commands: [{ spoil: 'uscc' }, { spoil: 'crs' }],
    },
    {
      at: 75,
      told: '监测平台送来文字读数 · the platform sends a text for a number',
      commands: [{ sensor: deadPoint.point, value: '离线' }, { release: deadPoint.point }],
    },
    {
      at: 90,
      told: '双重预防平台送来错误等级 · a hazard with an unknown grade',
      commands: [{ spoil: 'grade' }],
    },
    { at: 150, commands: [{ mend: 'grade' }] },
  ];
}

function silenceSteps({ deadPoint }: Cast): Step[] {
  const name = 'dual-prevention';
  return [
    {
      at: 240,
      told: '双重预防平台不应答 · dual-prevention answers 503',
      commands: [{ stop: name, how: '503' }],
    },
    {
      at: 330,
      told: '双重预防平台断开 · dual-prevention cuts connections',
      commands: [{ stop: name, how: 'closed' }],
    },
    { at: 420, told: '双重预防平台恢复 · dual-prevention is back', commands: [{ start: name }] },
    {
      at: 480,
      told: `${deadPoint.place}测点${deadPoint.point}失声 · a gas probe dies, its platform lives`,
      commands: [{ silence: deadPoint.point }],
    },
    {
      at: 780,
      told: `测点${deadPoint.point}恢复 · the probe is back`,
      commands: [{ wake: deadPoint.point }],
    },
  ];
}

function licenceSteps({ licence }: Cast, cycleAt: Date): Step[] {
  const until = (values: { 有效期至: string }): Command[] => [
    { set: { stream: 'licences', key: licence.number, values } },
    { drop: true },
  ];
  return [
    {
      at: 540,
      told: `${licence.number}过期 · a licence of ${licence.uscc} has run out`,
      commands: until({ 有效期至: cityDay(cycleAt, -1) }),
    },
    {
      at: 960,
      told: `${licence.number}已延续 · the licence is renewed`,
      commands: until({ 有效期至: cityDay(cycleAt, 3 * 365) }),
    },
  ];
}

function hazardSteps({ hazards }: Cast, { cycleAt, pace }: { cycleAt: Date; pace: number }): Step[] {
  const closedAt = new Date(cycleAt.getTime() + (1_020 / pace) * 1_000).toISOString();
  const setAll = (values: Record<string, string>): Command[] =>
    hazards.map(({ id }) => ({ set: { stream: 'hazards', key: id, values } }));
  const ids = hazards.map(({ id }) => id).join(' ');
  return [
    {
      at: 600,
      told: `隐患${ids}逾期 · hazards of ${hazards[0]!.uscc} are overdue`,
      commands: setAll({ dueOn: cityDay(cycleAt, -1), state: '已逾期' }),
    },
    {
      at: 1_020,
      told: `隐患${ids}销号 · the hazards are closed`,
      commands: setAll({ state: '已销号', closedAt }),
    },
  ];
}

/** Plays cycle after cycle; each call of the returned function does what has become due. */
export function playStory(options: {
  city: City;
  clock: Clock;
  pace: number;
  act: Act;
  tell(text: string): void;
}): () => Promise<void> {
  const { city, clock, pace, act, tell } = options;
  const startedAt = clock.now();
  const cycleMs = (CYCLE_SECONDS * 1_000) / pace;
  const stepsOf = (cycle: number): Step[] =>
    storyOf(city, { startedAt, cycle, cycleAt: new Date(startedAt.getTime() + cycle * cycleMs), pace });
  let cycle = 0;
  let steps = stepsOf(cycle);
  return alone(async () => {
    const elapsedMs = clock.now().getTime() - startedAt.getTime() - cycle * cycleMs;
    while (steps[0] && (steps[0].at * 1_000) / pace <= elapsedMs) {
      const { told, commands } = steps.shift()!;
      if (told) tell(told);
      for (const command of commands) await act(command);
    }
    if (elapsedMs >= cycleMs) steps = stepsOf(++cycle);
  });
}
