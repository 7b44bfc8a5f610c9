import type { Sql } from '../database/sql';
import type { Refusal } from './refusals';
import { cleanReason } from './pipeline';
import type { FileRefusal, FileRefusals } from './transports/transport';

const AT_ONCE = 1_000;

/** In `hub.file_refusal`, which holds those of one file of a source: the one that is being read. */
export const fileRefusals = (sql: Sql, source: string): FileRefusals => ({
  async behind(file, number) {
    const found = await sql.query<FileRefusal>(
      `select number, reason from hub.file_refusal where source = $1 and file = $2 and number > $3
       order by number limit ${AT_ONCE}`,
      [source, file, number],
    );
    return found.map((one) => ({ ...one, number: Number(one.number) }));
  },
  async forget(file) {
    await sql.query('delete from hub.file_refusal where source = $1 and file = $2', [source, file]);
  },
});

/** Written in the transaction of the page; what is left of an earlier file goes. */
export async function noteFileRefusals(
  tx: Sql,
  { source, file }: { source: string; file: string },
  refusals: readonly Refusal[],
): Promise<void> {
  if (refusals.length === 0) return;
  await tx.query(
    `with earlier as (delete from hub.file_refusal where source = $1 and file <> $2)
     insert into hub.file_refusal (source, file, number, reason)
     select $1, $2, * from unnest($3::bigint[], $4::text[]) on conflict do nothing`,
    [
      ...[source, file],
      refusals.map(({ record }) => record.number),
      refusals.map(({ reason }) => cleanReason(reason)),
    ],
  );
}
