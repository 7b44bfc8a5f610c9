import type { SliceHub } from './slice-hub';

type Values = Record<string, unknown>;

/** When the command tests begin: 10:00 in the city. */
export const START = new Date('2026-11-20T02:00:00Z');

/** So many minutes after the start, as the command centre writes it. */
export const minutes = (count: number): string => new Date(START.getTime() + count * 60_000).toISOString();

export const after = (count: number): Date => new Date(minutes(count));

/** An open accident of 09:30, reported at 09:50, by default; every field as the command centre sends it. */
export const incident = (id: string, more: Values = {}): Values => ({
  ...{ id, title: `示例事件${id}`, code: '21C01', category: '事故灾难', accidentKind: '工矿商贸' },
  ...{ at: minutes(-30), reportedAt: minutes(-10), reportsUp: [], division: '140781100', teams: [] },
  ...{ drill: false, log: [], updatedAt: minutes(-5), ...more },
});

/** A rain warning for the county, in force for six hours from 09:00, by default. */
export const warning = (id: string, more: Values = {}): Values => ({
  ...{
    id,
    headline: `示例暴雨预警${id}`,
    colour: '橙色',
    category: '自然灾害',
    code: '11B03',
    event: '暴雨',
  },
  ...{ issuedBy: '示例气象台', areas: ['140781'], issuedAt: minutes(-70), effective: minutes(-60) },
  ...{ expires: minutes(300), drill: false, updatedAt: minutes(-70), ...more },
});

/** Sends records of one stream of the command centre, as one page. */
export const sendTo =
  (hub: SliceHub) =>
  (stream: string, ...items: Values[]) =>
    hub.send('command-centre', stream, { page: 1, pages: 1, total: items.length, items });
