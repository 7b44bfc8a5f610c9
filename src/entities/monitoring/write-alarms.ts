import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import type { EventDraft } from '../../kernel/events/event';
import type { Consequences } from '../../kernel/graphql/define-subgraph';
import { selectList } from '../../kernel/graphql/select-list';
import { severityName, severityOf } from '../../schema/monitoring/alarm-severity';
import { AlarmState } from '../../schema/monitoring/enums';
import { Alarm } from './alarm';
import { alarmEvent, alarmFact, type AlarmSubject } from './alarm-facts';
import type { AlarmStep } from './judge';
import type { KnownPoint } from './known-points';
import type { Episode, Reconciled } from './reconcile';

export interface PointStep {
  point: KnownPoint;
  step: AlarmStep;
}

/** One alarm as it is to be stored. */
interface Touched extends Episode {
  /** For a new one. */
  id: string;
  point: KnownPoint;
  /** Where it stands now and did not before. */
  opened: { previous: AlarmState | null } | null;
  cleared: boolean;
  /** It is other than the engine knows; a new peak alone moves no level. */
  isFact: boolean;
}

/** Writes the steps of one batch (one statement however many) and works out what they mean to the engine and the log. */
export async function writeAlarmSteps(
  tx: Sql,
  steps: readonly PointStep[],
  now: Date,
): Promise<Consequences> {
  if (steps.length === 0) return {};
  return writeTouched(tx, foldSteps(steps), now);
}

/** The alarms of these points that were open at their moment or later, the earliest first; held until the commit. */
export async function readAlarmsSince(
  tx: Sql,
  since: readonly { id: string; at: Date }[],
): Promise<Map<string, Alarm[]>> {
  const table = tableOf(Alarm);
  const rows = await tx.query<Alarm>(
    `select ${selectList(table, table.columns.keys(), 'a')} from monitoring.alarm a
     join unnest($1::text[], $2::timestamptz[]) u(id, since) on a.sensor_id = u.id
     where a.kind <> 'OFFLINE' and coalesce(a.cleared_at, 'infinity') >= u.since
     order by a.opened_at, a.id for update of a`,
    [since.map(({ id }) => id), since.map(({ at }) => at)],
  );
  const alarms = new Map<string, Alarm[]>(since.map(({ id }) => [id, []]));
  for (const alarm of rows) alarms.get(alarm.sensorId)!.push(alarm);
  return alarms;
}

/** Makes the stored alarms what judging the points again came to. */
export async function writeReconciled(
  tx: Sql,
  points: readonly ({ point: KnownPoint } & Pick<Reconciled, 'gone' | 'changed'>)[],
  now: Date,
): Promise<Consequences> {
  const gone = points.flatMap((one) => one.gone);
  const touched = points.flatMap(({ point, changed }) =>
    changed.map(({ episode, stored }) => retold(point, episode, { stored, now })),
  );
  const moved = points
    .flatMap(({ changed }) => changed)
    .filter(({ episode, stored }) => stored && stored.openedAt.getTime() !== episode.openedAt.getTime());
  await tx.query(
    `with gone as (delete from monitoring.alarm where id = any($1::text[]))
     update monitoring.alarm a set opened_at = u.opened_at
     from unnest($2::text[], $3::timestamptz[]) u(id, opened_at) where a.id = u.id`,
    [
      gone.map(({ id }) => id),
      moved.map(({ stored }) => stored!.id),
      moved.map(({ episode }) => episode.openedAt),
    ],
  );
  const { facts = [], events = [] } = await writeTouched(tx, touched, now);
  const open = gone.filter(({ clearedAt }) => clearedAt === null);
  const subjects = await readSubjects(
    tx,
    open.map(({ uscc }) => uscc),
  );
  const withdrawn = { kind: AlarmState.CLEARED, previous: AlarmState.OPEN, at: now };
  return {
    facts: [...gone.map(({ id }) => ({ kind: 'alarm' as const, key: id })), ...facts],
    events: [...open.map((alarm) => alarmEvent(alarm, withdrawn, subjects.get(alarm.uscc))), ...events],
  };
}

async function writeTouched(tx: Sql, touched: readonly Touched[], now: Date): Promise<Consequences> {
  if (touched.length === 0) return {};
  const alarms = await upsertAlarms(tx, touched, now);
  const moved = touched.filter(({ isFact }) => isFact);
  const subjects = await readSubjects(
    tx,
    moved.map(({ point }) => point.uscc),
  );
  const alarmOf = (one: Touched) => alarms.get(keyOf(one.point.id, one))!;
  return {
    facts: moved.map((one) => alarmFact(alarmOf(one), one.point)),
    events: moved.flatMap((one) => eventsOf(one, alarmOf(one), subjects.get(one.point.uscc))),
  };
}

const keyOf = (sensorId: string, { kind, openedAt }: Pick<Episode, 'kind' | 'openedAt'>): string =>
  `${sensorId}.${kind}.${openedAt.getTime().toString(36)}`;

function foldSteps(steps: readonly PointStep[]): Touched[] {
  const touched = new Map<string, Touched>();
  for (const { point, step: one } of steps) {
    const { step, kind, openedAt, at, limit, peak } = one;
    const id = keyOf(point.id, one);
    const before = touched.get(id);
    touched.set(id, {
      ...{ id, point, kind, openedAt, limit, peak },
      opened: step === 'OPENED' ? { previous: null } : (before?.opened ?? null),
      cleared: step === 'CLEARED',
      isFact: step !== 'PEAK' || before?.isFact === true,
      // what is opened by the clock may be cleared by a reading that was on its way
      clearedAt: step === 'CLEARED' ? new Date(Math.max(at.getTime(), openedAt.getTime())) : null,
    });
  }
  return [...touched.values()];
}

/** An alarm of the past. A new one cannot have the number that one that was moved got at its first opening. */
function retold(
  point: KnownPoint,
  episode: Episode,
  { stored, now }: { stored: Alarm | null; now: Date },
): Touched {
  const wasOpen = stored?.clearedAt === null;
  const isNew = stored === null || (!wasOpen && episode.clearedAt === null);
  return {
    ...episode,
    point,
    id: stored?.id ?? `${keyOf(point.id, episode)}.${now.getTime().toString(36)}`,
    opened: isNew ? { previous: stored ? AlarmState.CLEARED : null } : null,
    cleared: episode.clearedAt !== null && (stored === null || wasOpen),
    isFact: true,
  };
}

/**
 * In the order of their openings: an alarm clears before its point opens the next one of its kind. An alarm is the one
 * of its point, kind and opening, whatever its number.
 */
async function upsertAlarms(tx: Sql, touched: readonly Touched[], now: Date): Promise<Map<string, Alarm>> {
  const column = <Value>(of: (one: Touched) => Value) => touched.map(of);
  const table = tableOf(Alarm);
  const rows = await tx.query<Alarm>(
    `insert into monitoring.alarm as x
       (id, sensor_id, site_id, uscc, source, kind, severity, opened_at, limit_value, peak, cleared_at, state, found_at)
     select *, case when cleared_at is null then 'OPEN' else 'CLEARED' end, $12::timestamptz
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::timestamptz[], $9::float8[], $10::float8[], $11::timestamptz[])
       u(id, sensor_id, site_id, uscc, source, kind, severity, opened_at, limit_value, peak, cleared_at)
     order by opened_at, id
     on conflict (sensor_id, kind, opened_at) do update set peak = excluded.peak, cleared_at = excluded.cleared_at,
       state = case when excluded.cleared_at is null then case when x.acked_at is null then 'OPEN' else 'ACKNOWLEDGED' end
                    when x.acked_at is null then 'CLEARED' else 'CLOSED' end,
       closed_at = case when x.acked_at is not null then excluded.cleared_at end
     returning ${selectList(table, table.columns.keys(), 'x')}`,
    [
      ...[column(({ id }) => id), column(({ point }) => point.id), column(({ point }) => point.siteId)],
      ...[column(({ point }) => point.uscc), column(({ point }) => point.source)],
      ...[column(({ kind }) => kind), column(({ kind }) => severityName(severityOf(kind)))],
      ...[column(({ openedAt }) => openedAt), column(({ limit }) => limit)],
      ...[column(({ peak }) => peak), column(({ clearedAt }) => clearedAt), now],
    ],
  );
  return new Map(rows.map((alarm) => [keyOf(alarm.sensorId, alarm), alarm]));
}

function eventsOf(
  { opened, cleared }: Touched,
  alarm: Alarm,
  subject: AlarmSubject | undefined,
): EventDraft[] {
  const events: EventDraft[] = [];
  if (opened) {
    const opening = { kind: AlarmState.OPEN, previous: opened.previous, at: alarm.openedAt };
    events.push(alarmEvent(alarm, opening, subject));
  }
  const previous = alarm.ackedAt ? AlarmState.ACKNOWLEDGED : AlarmState.OPEN;
  if (cleared) events.push(alarmEvent(alarm, { kind: alarm.state, previous, at: alarm.clearedAt! }, subject));
  return events;
}

/** What hub.subject knows of the firms; those that are not registered are missing. */
export async function readSubjects(tx: Sql, usccs: readonly string[]): Promise<Map<string, AlarmSubject>> {
  if (usccs.length === 0) return new Map();
  const rows = await tx.query<AlarmSubject & { uscc: string }>(
    'select uscc, division, industry, committee from hub.subject where uscc = any($1::text[])',
    [[...new Set(usccs)]],
  );
  return new Map(rows.map(({ uscc, ...subject }) => [uscc, subject]));
}
