import type { TimeWindow } from '../../kernel/ingest/contract';

const DAY = 86_400;

/** The platform files a change within seconds; two minutes leave room for a slow form. */
const params = { from: 'from', to: 'to', overlapSeconds: 120 };

/** Registers: what is in force may have been entered years ago. */
export const registerWindow: TimeWindow = { ...params, firstSpanSeconds: 15 * 365 * DAY };

/** Waybills: a month back at the first start, a day at a time. */
export const waybillWindow: TimeWindow = { ...params, firstSpanSeconds: 31 * DAY, stepSeconds: DAY };
