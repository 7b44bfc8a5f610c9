import { z } from 'zod';
import { Transition } from '../../entities/risk/transition';
import { stream } from '../../kernel/ingest/contract';
import { checkTime } from '../../kernel/ingest/pipeline';
import { moment, uscc } from '../../kernel/ingest/fields';
import { TransitionKind } from '../../schema/risk/transition-kind';
import { text } from './fields';

const KINDS = {
  开车: TransitionKind.START_UP,
  停车: TransitionKind.SHUTDOWN,
  复工复产: TransitionKind.RESUMPTION,
  节后交接: TransitionKind.HOLIDAY_HANDOVER,
} as const;

const record = z.object({
  id: text,
  uscc,
  kind: z.enum(Object.keys(KINDS) as (keyof typeof KINDS)[]),
  startsAt: moment,
  signedOffAt: moment.nullish(),
  signedOffBy: text.nullish(),
  updatedAt: moment,
});

/** Start-ups, shutdowns, resumptions and handovers after a holiday, from their announcement on. */
export const transitions = stream({
  name: 'transitions',
  channel: 'v1/transitions',
  format: 'json',
  items: 'items',
  optional: true,
  record,
  map: ({ updatedAt, kind, signedOffAt, signedOffBy, ...transition }, { receivedAt }) => {
    if (signedOffAt) checkTime('signedOffAt', signedOffAt, receivedAt);
    const signed = { signedOffAt: signedOffAt ?? null, signedOffBy: signedOffBy ?? null };
    const values = { ...transition, kind: KINDS[kind], ...signed };
    return { rows: [{ entity: Transition, values, observedAt: updatedAt }] };
  },
});
