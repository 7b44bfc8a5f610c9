import { accessOf } from '../../src/kernel/database/access';
import { connect } from '../../src/kernel/database/connect';
import type { Sql } from '../../src/kernel/database/sql';
import type { EventDraft } from '../../src/kernel/events/event';

/** Makes the sequence that `publishSerial` takes its numbers from. */
export async function makeSerial(databaseUrl: string): Promise<void> {
  const owner = await connect(accessOf(databaseUrl));
  await owner.query('create sequence hub.serial_seq; grant usage on sequence hub.serial_seq to public');
  await owner.end();
}

/** Numbers from a sequence, as a serial column gives them: the defect that loses events. */
export async function publishSerial(tx: Sql, drafts: readonly EventDraft[]): Promise<number[]> {
  const rows = await tx.query<{ seq: number }>(
    `insert into hub.event (seq, topic, at, division, rank, payload)
     select nextval('hub.serial_seq'), topic, at, division, rank, payload from jsonb_to_recordset($1::jsonb)
       as d(topic text, at timestamptz, division text, rank smallint, payload jsonb) returning seq`,
    [JSON.stringify(drafts)],
  );
  await tx.query(`select pg_notify('hub_event', '')`);
  return rows.map(({ seq }) => Number(seq));
}
