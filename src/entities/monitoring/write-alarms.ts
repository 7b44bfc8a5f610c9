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

export interface PointStep {
  point: KnownPoint;
  step: AlarmStep;
}

/** One alarm as the steps of a batch leave it. */
interface Touched {
  id: string;
  point: KnownPoint;
  last: AlarmStep;
  opened: boolean;
  clearedAt: Date | null;
}

/** Writes the steps of one batch (one statement however many) and works out what they mean to the engine and the log. */
export async function writeAlarmSteps(tx: Sql, steps: readonly PointStep[]): Promise<Consequences> {
  if (steps.length === 0) return {};
  const touched = foldSteps(steps);
  const alarms = await upsertAlarms(tx, touched);
  const moved = touched.filter(({ opened, clearedAt }) => opened || clearedAt);
  const subjects = await readSubjects(
    tx,
    moved.map(({ point }) => point.uscc),
  );
  return {
    facts: moved.map(({ id, point }) => alarmFact(alarms.get(id)!, point)),
    events: moved.flatMap((one) => eventsOf(one, alarms.get(one.id)!, subjects.get(one.point.uscc))),
  };
}

/** The same alarm has the same id whenever it is judged again. */
const alarmId = ({ id }: KnownPoint, { kind, openedAt }: AlarmStep): string =>
  `${id}.${kind}.${openedAt.getTime().toString(36)}`;

function foldSteps(steps: readonly PointStep[]): Touched[] {
  const touched = new Map<string, Touched>();
  for (const { point, step } of steps) {
    const id = alarmId(point, step);
    const one = touched.get(id) ?? { id, point, last: step, opened: false, clearedAt: null };
    one.last = step;
    if (step.step === 'OPENED') one.opened = true;
    if (step.step === 'CLEARED') one.clearedAt = step.at;
    touched.set(id, one);
  }
  return [...touched.values()];
}

/** In the order of their openings: an alarm clears before its point opens the next one of its kind. */
async function upsertAlarms(tx: Sql, touched: readonly Touched[]): Promise<Map<string, Alarm>> {
  const column = <Value>(of: (one: Touched) => Value) => touched.map(of);
  const table = tableOf(Alarm);
  const rows = await tx.query<Alarm>(
    `insert into monitoring.alarm as x
       (id, sensor_id, site_id, uscc, source, kind, severity, opened_at, limit_value, peak, cleared_at, state)
     select *, case when cleared_at is null then 'OPEN' else 'CLEARED' end
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::timestamptz[], $9::float8[], $10::float8[], $11::timestamptz[])
       u(id, sensor_id, site_id, uscc, source, kind, severity, opened_at, limit_value, peak, cleared_at)
     order by opened_at, id
     on conflict (id) do update set peak = excluded.peak, cleared_at = excluded.cleared_at,
       state = case when excluded.cleared_at is null then x.state when x.acked_at is null then 'CLEARED' else 'CLOSED' end,
       closed_at = case when x.acked_at is not null then excluded.cleared_at end
     returning ${selectList(table, table.columns.keys(), 'x')}`,
    [
      ...[column(({ id }) => id), column(({ point }) => point.id), column(({ point }) => point.siteId)],
      ...[
        column(({ point }) => point.uscc),
        column(({ point }) => point.source),
        column(({ last }) => last.kind),
      ],
      column(({ last }) => severityName(severityOf(last.kind))),
      ...[
        column(({ last }) => last.openedAt),
        column(({ last }) => last.limit),
        column(({ last }) => last.peak),
      ],
      column(({ clearedAt }) => clearedAt),
    ],
  );
  return new Map(rows.map((alarm) => [alarm.id, alarm]));
}

function eventsOf(
  { opened, clearedAt }: Touched,
  alarm: Alarm,
  subject: AlarmSubject | undefined,
): EventDraft[] {
  const events: EventDraft[] = [];
  const opening = { kind: AlarmState.OPEN, previous: null, at: alarm.openedAt };
  if (opened) events.push(alarmEvent(alarm, opening, subject));
  const previous = alarm.ackedAt ? AlarmState.ACKNOWLEDGED : AlarmState.OPEN;
  if (clearedAt) events.push(alarmEvent(alarm, { kind: alarm.state, previous, at: clearedAt }, subject));
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
