import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import { badUserInput, ClientError } from '../../kernel/errors';
import type { Viewer } from '../../kernel/graphql/context';
import type { Consequences } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import { AlarmState } from '../../schema/monitoring/enums';
import { Alarm } from './alarm';
import { alarmEvent, alarmFact, type AlarmPlace } from './alarm-facts';
import { readSubjects } from './write-alarms';

export interface Acknowledgement {
  id: string;
  note: string;
  clientRequestId: string;
  viewer: Pick<Viewer, 'id' | 'name'>;
}

const MAX_NOTE = 2_000;
const MAX_REQUEST_ID = 200;

/** Checks what the client sent. */
export function checkAcknowledgement({ note, clientRequestId }: Acknowledgement): void {
  if (note.trim() === '' || note.length > MAX_NOTE)
    throw badUserInput('note', `must be 1 to ${MAX_NOTE} characters`);
  if (clientRequestId === '' || clientRequestId.length > MAX_REQUEST_ID)
    throw badUserInput('clientRequestId', `must be 1 to ${MAX_REQUEST_ID} characters`);
}

/**
 * Acknowledges an alarm inside a store transaction. The same request of the same person again changes nothing; another
 * one for an alarm that is already acknowledged is a CONFLICT. An alarm whose value is back is closed by it.
 */
export async function acknowledge(tx: Sql, request: Acknowledgement, now: Date): Promise<Consequences> {
  if (!(await isFirst(tx, request, now))) return {};
  const [before] = await tx.query<Alarm & AlarmPlace>(
    `select ${selectList(tableOf(Alarm), tableOf(Alarm).columns.keys(), 'a')}, s.place, s.quantity, s.unit
     from monitoring.alarm a join monitoring.sensor s on s.id = a.sensor_id where a.id = $1 for update of a`,
    [request.id],
  );
  if (!before) throw new ClientError('NOT_FOUND', 'id: there is no such alarm', { argument: 'id' });
  if (before.ackedAt)
    throw new ClientError('CONFLICT', `the alarm was acknowledged by ${before.ackedBy} before`, {
      state: before.state,
    });
  const closes = before.clearedAt !== null;
  const after: Alarm = {
    ...before,
    state: closes ? AlarmState.CLOSED : AlarmState.ACKNOWLEDGED,
    ...{ ackedAt: now, ackedBy: request.viewer.name, ackNote: request.note, closedAt: closes ? now : null },
  };
  await tx.query(
    'update monitoring.alarm set state = $2, acked_at = $3, acked_by = $4, ack_note = $5, closed_at = $6 where id = $1',
    [after.id, after.state, after.ackedAt, after.ackedBy, after.ackNote, after.closedAt],
  );
  const subject = (await readSubjects(tx, [after.uscc])).get(after.uscc);
  const event = alarmEvent(after, { kind: after.state, previous: before.state, at: now }, subject);
  return { facts: [alarmFact(after, before)], events: [event] };
}

/** False: this very request was carried out before. The key makes a simultaneous repeat wait for the first. */
async function isFirst(
  tx: Sql,
  { id, clientRequestId, viewer }: Acknowledgement,
  now: Date,
): Promise<boolean> {
  const added = await tx.query(
    `insert into monitoring.acknowledgement (viewer, client_request_id, alarm_id, at) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [viewer.id, clientRequestId, id, now],
  );
  if (added.length > 0) return true;
  const [known] = await tx.query<{ alarm_id: string }>(
    'select alarm_id from monitoring.acknowledgement where viewer = $1 and client_request_id = $2',
    [viewer.id, clientRequestId],
  );
  if (known?.alarm_id === id) return false;
  throw new ClientError('CONFLICT', 'clientRequestId: was used for another alarm', {
    argument: 'clientRequestId',
  });
}
