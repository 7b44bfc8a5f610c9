import { tableOf } from '../database/tables';
import { cityDate } from '../clock';
import { RecordRejected } from '../errors';
import type { EntityClass, Mapped, MappedRow, Stream } from './contract';

/** The property that says since when a row is out of use 停用. Throws RecordRejected when the entity has none. */
export function outOfUseColumn(entity: EntityClass): 'outOfUseSince' | 'outOfUseOn' {
  const { columns, name } = tableOf(entity);
  if (columns.has('outOfUseSince')) return 'outOfUseSince';
  if (columns.has('outOfUseOn')) return 'outOfUseOn';
  throw new RecordRejected(`rows of ${name} cannot be put out of use, so they cannot come from a snapshot`);
}

/** What a snapshot says is true when it is read, and a row that does not speak of being out of use is in use. */
export const asPresent = (stream: Stream): Stream =>
  withRows(stream, (row, at) => ({
    ...row,
    observedAt: at,
    values: { [outOfUseColumn(row.entity)]: null, ...row.values },
  }));

/** The same record when the snapshot no longer has it. */
export const asRetired = (stream: Stream): Stream =>
  withRows(stream, (row, at) => {
    const column = outOfUseColumn(row.entity);
    const since = column === 'outOfUseOn' ? cityDate(at) : at;
    return { ...row, observedAt: at, values: { ...row.values, [column]: since } };
  });

const withRows = (stream: Stream, change: (row: MappedRow, at: Date) => MappedRow): Stream => ({
  ...stream,
  map(record, frame): Mapped {
    const mapped = stream.map(record, frame);
    return { ...mapped, rows: mapped.rows?.map((row) => change(row, frame.receivedAt)) };
  },
});
