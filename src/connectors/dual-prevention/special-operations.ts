import { z } from 'zod';
import { SpecialOperation } from '../../entities/risk/special-operation';
import { stream } from '../../kernel/ingest/contract';
import { moment, uscc } from '../../kernel/ingest/fields';
import { SpecialOperationKind } from '../../schema/risk/special-operation-kind';
import { text } from './fields';

const KINDS = {
  动火: SpecialOperationKind.HOT_WORK,
  受限空间: SpecialOperationKind.CONFINED_SPACE,
  盲板抽堵: SpecialOperationKind.BLIND_PLATE,
  高处: SpecialOperationKind.WORK_AT_HEIGHT,
  吊装: SpecialOperationKind.LIFTING,
  临时用电: SpecialOperationKind.TEMPORARY_POWER,
  动土: SpecialOperationKind.EXCAVATION,
  断路: SpecialOperationKind.ROAD_CLOSURE,
} as const;

const record = z
  .object({
    id: text,
    uscc,
    unit: text.nullish(),
    kind: z.enum(Object.keys(KINDS) as (keyof typeof KINDS)[]),
    grade: text.nullish(),
    startsAt: moment,
    endsAt: moment,
    endedAt: moment.nullish(),
    updatedAt: moment,
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, {
    path: ['endsAt'],
    message: 'must lie after startsAt',
  });

/** Permits of special operations, from their approval on. */
export const specialOperations = stream({
  name: 'special-operations',
  channel: 'v1/special-operations',
  format: 'json',
  items: 'items',
  optional: true,
  record,
  map: ({ updatedAt, unit, kind, grade, endedAt, ...permit }) => ({
    rows: [
      {
        entity: SpecialOperation,
        values: {
          ...permit,
          ...{ unitId: unit ?? null, kind: KINDS[kind], grade: grade ?? null, endedAt: endedAt ?? null },
        },
        observedAt: updatedAt,
      },
    ],
  }),
});
