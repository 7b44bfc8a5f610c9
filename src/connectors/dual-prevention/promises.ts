import { z } from 'zod';
import { SafetyPromise } from '../../entities/risk/safety-promise';
import { cityDate } from '../../kernel/clock';
import { RecordRejected } from '../../kernel/errors';
import { stream } from '../../kernel/ingest/contract';
import { checkTime } from '../../kernel/ingest/pipeline';
import { date, moment, uscc } from '../../kernel/ingest/fields';
import { text } from './fields';

const record = z.object({ id: text, uscc, on: date, publishedAt: moment, updatedAt: moment });

/** Daily safety promises 安全承诺公告, as they were published. */
export const promises = stream({
  name: 'promises',
  channel: 'v1/promises',
  format: 'json',
  items: 'items',
  optional: true,
  record,
  map: ({ updatedAt, ...promise }, { receivedAt }) => {
    checkTime('publishedAt', promise.publishedAt, receivedAt);
    if (promise.on > cityDate(receivedAt)) throw new RecordRejected('on: lies ahead of its receipt');
    return { rows: [{ entity: SafetyPromise, values: promise, observedAt: updatedAt }] };
  },
});
