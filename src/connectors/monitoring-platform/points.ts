import { z } from 'zod';
import { Sensor } from '../../entities/monitoring/sensor';
import { usccFault } from '../../kernel/graphql/uscc';
import { stream } from '../../kernel/ingest/contract';
import { moment, word } from '../../kernel/ingest/fields';
import { Aggregation } from '../../schema/monitoring/enums';
import { LimitKind } from '../../schema/monitoring/limit-kind';
import { text } from './fields';

const uscc = z.string().superRefine((code, context) => {
  const fault = usccFault(code);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

const limit = z.object({ kind: z.enum(LimitKind), value: z.number(), basis: z.string().nullish() });

const record = z.object({
  point: text,
  code: text,
  site: text,
  uscc,
  place: text,
  quantity: text,
  unit: z.string(),
  range: z
    .tuple([z.number(), z.number()])
    .refine(([low, high]) => low < high, 'must be [least, greatest]')
    .nullish(),
  intervalSeconds: z.number().positive().max(86_400),
  limits: z.array(limit).refine(isOnePerKind, 'must not hold two limits of one kind'),
  limitsApproval: text.nullish(),
  outOfUseSince: moment.nullish(),
  aggregation: word({ mean: Aggregation.MEAN, last: Aggregation.LAST }).nullish(),
  updatedAt: moment,
});

/** Measuring points, in retained messages. */
export const points = stream({
  name: 'points',
  channel: 'monitoring/+/points',
  format: 'json',
  record,
  map: (point) => ({ rows: [{ entity: Sensor, values: toSensor(point), observedAt: point.updatedAt }] }),
});

function toSensor({
  point,
  site,
  updatedAt: _,
  range = null,
  outOfUseSince = null,
  limitsApproval = null,
  aggregation = null,
  limits,
  ...rest
}: z.infer<typeof record>) {
  const known = limits.map(({ basis = null, ...limit }) => ({ ...limit, basis }));
  return {
    ...rest,
    id: point,
    siteId: site,
    range,
    outOfUseSince,
    limitsApproval,
    aggregationTold: aggregation,
    limits: known,
  } satisfies Partial<Sensor>;
}

function isOnePerKind(limits: readonly { kind: LimitKind }[]): boolean {
  return new Set(limits.map(({ kind }) => kind)).size === limits.length;
}
