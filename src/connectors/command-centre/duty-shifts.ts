import { z } from 'zod';
import { DutyShift } from '../../entities/command/duty-shift';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { maskedName, moment, text } from '../../kernel/ingest/fields';
import { division } from './fields';

const record = z
  .object({
    id: text,
    division,
    from: moment,
    to: moment,
    leaderTitle: text,
    officer: maskedName.nullish(),
    unit: text.nullish(),
    updatedAt: moment,
  })
  .refine(({ from, to }) => to > from, { path: ['to'], message: 'must lie after from' });

/** Shifts of the duty rooms. Names of officers are maskedName before anything is kept. */
export const dutyShifts = stream({
  name: 'duty-shifts',
  channel: 'v1/duty-shifts',
  format: 'json',
  items: 'items',
  record,
  map: (shift) => ({ rows: [toRow(shift)] }),
});

const toRow = ({ updatedAt, ...given }: z.infer<typeof record>): MappedRow<DutyShift> => ({
  entity: DutyShift,
  values: {
    ...{ id: given.id, from: given.from, to: given.to, leaderTitle: given.leaderTitle },
    division: given.division.division,
    officerMasked: given.officer ?? null,
    unitId: given.unit ?? null,
  },
  observedAt: updatedAt,
});
