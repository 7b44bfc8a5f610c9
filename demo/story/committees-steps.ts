import { cityDay } from '../city/dates';
import type { City } from '../city/generate-city';
import type { Command } from '../control';
import { FINDING_STATES } from '../sources/committee-rows';
import type { Step } from './story';

interface Turn {
  startedAt: Date;
  cycle: number;
  cycleAt: Date;
}

/** What a patrol found falls overdue, is exposed, and in the end is rectified and closed. */
export function committeesSteps({ committees }: City, { startedAt, cycle, cycleAt }: Turn): Step[] {
  const today = cityDay(cycleAt);
  const running = committees.findings.filter(
    ({ state, dueOn, committee }) => state !== 'CLOSED' && dueOn > today && committee !== null,
  );
  const finding = running[(Math.floor(startedAt.getTime() / 1_000) + cycle) % running.length];
  if (!finding) return [];
  const { id, committee } = finding;
  const set = (values: Record<string, string>): Command[] => [
    { set: { stream: 'findings', key: id, values } },
    { drop: true },
  ];
  return [
    {
      at: 270,
      told: `巡查问题${id}逾期 · a finding of a patrol that ${committee} answers for is overdue`,
      commands: set({ 整改期限: cityDay(cycleAt, -1), 状态: FINDING_STATES.RECTIFYING }),
    },
    { at: 570, told: `${id}被曝光 · the finding is exposed`, commands: set({ '处置/曝光': today }) },
    {
      at: 990,
      told: `${id}整改销号 · the finding is rectified and closed`,
      commands: set({ 状态: FINDING_STATES.CLOSED, 销号日期: today }),
    },
  ];
}
