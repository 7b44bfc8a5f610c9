import type { City } from '../city/generate-city';
import { COLOUR_WORDS, LEVEL_WORDS, RESPONSE_WORDS } from '../sources/command-centre';
import type { Command } from '../control';
import type { Step } from './story';

const LATE_MS = 95 * 60_000;

interface Turn {
  startedAt: Date;
  cycle: number;
  cycleAt: Date;
  pace: number;
}

/** A mine reports an accident an hour and 35 minutes after it happened; the response is raised, the city told, the case closed. Rain turns red for a while. */
export function commandSteps(city: City, turn: Turn): Step[] {
  return [...lateReportSteps(city, turn), ...rainSteps(city, turn)].sort((a, b) => a.at - b.at);
}

function lateReportSteps(city: City, { startedAt, cycle, cycleAt, pace }: Turn): Step[] {
  const { storyIncidents, incidents } = city.command;
  const id = storyIncidents[(Math.floor(startedAt.getTime() / 1_000) + cycle) % storyIncidents.length]!;
  const { title } = incidents.find((incident) => incident.id === id)!;
  const moment = (seconds: number) => new Date(cycleAt.getTime() + (seconds / pace) * 1_000);
  const set = (values: Record<string, unknown>): Command[] => [
    { set: { stream: 'incidents', key: id, values } },
  ];
  const reportedAt = moment(660);
  const log = [{ at: reportedAt, seat: '接报席', text: '迟报一小时三十五分钟,已登记(示例)' }];
  return [
    {
      at: 660,
      told: `${title}迟报 · ${id} is reported 1 h 35 min after it happened`,
      commands: set({
        ...{ at: new Date(reportedAt.getTime() - LATE_MS), reportedAt, reportsUp: [], closedAt: null, log },
        response: RESPONSE_WORDS.LEVEL_IV,
      }),
    },
    {
      at: 720,
      told: `${id} 响应升为Ⅲ级 · the response is raised`,
      commands: set({ response: RESPONSE_WORDS.LEVEL_III }),
    },
    { at: 780, commands: set({ reportsUp: [{ to: LEVEL_WORDS.CITY, at: moment(780) }] }) },
    {
      at: 1_050,
      told: `${id} 响应降为Ⅳ级 · the response is lowered`,
      commands: set({ response: RESPONSE_WORDS.LEVEL_IV }),
    },
    {
      at: 1_080,
      told: `${id} 处置结束 · the incident is closed`,
      commands: set({ closedAt: moment(1_080), response: null }),
    },
  ];
}

function rainSteps({ command: { warnings } }: City, { cycleAt, pace }: Turn): Step[] {
  const { id, headline } = warnings[0]!;
  const revise = (seconds: number, colour: keyof typeof COLOUR_WORDS): Command[] => [
    {
      set: {
        stream: 'warnings',
        key: id,
        values: {
          colour: COLOUR_WORDS[colour],
          headline: headline.replace('橙色', COLOUR_WORDS[colour]),
          revisedAt: new Date(cycleAt.getTime() + (seconds / pace) * 1_000),
        },
      },
    },
  ];
  return [
    { at: 360, told: '暴雨预警升为红色 · the rain warning turns red', commands: revise(360, 'RED') },
    { at: 900, told: '暴雨预警降回橙色 · the rain warning is orange again', commands: revise(900, 'ORANGE') },
  ];
}
