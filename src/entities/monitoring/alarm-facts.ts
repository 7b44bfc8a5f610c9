import type { EventDraft } from '../../kernel/events/event';
import type { Fact } from '../../kernel/risk/facts';
import type { AlarmState } from '../../schema/monitoring/enums';
import type { Alarm } from './alarm';
import type { KnownPoint } from './known-points';

export const ALARM_TOPIC = 'alarm';

/** An alarm's event as it stands in the log. */
export interface AlarmPayload {
  alarm: string;
  sensor: string;
  site: string;
  kind: AlarmState;
  previous: AlarmState | null;
  severity: Alarm['severity'];
  peak: number | null;
}

/** What hub.subject knows of the alarm's firm; nothing of a firm that is not registered. */
export interface AlarmSubject {
  division: string | null;
  industry: string | null;
  committee: string | null;
}

export type AlarmPlace = Pick<KnownPoint, 'place' | 'quantity' | 'unit'>;

const severityNumber = ({ severity }: Pick<Alarm, 'severity'>) => Number(severity.at(-1)) as 1 | 2 | 3 | 4;

/** For the engine: true from the opening until the value is back. */
export const alarmFact = (alarm: Alarm, { place, quantity, unit }: AlarmPlace): Fact => ({
  subject: alarm.uscc,
  kind: 'alarm',
  key: alarm.id,
  source: alarm.source,
  from: alarm.openedAt,
  to: alarm.clearedAt,
  value: {
    severity: severityNumber(alarm),
    limitKind: alarm.kind,
    site: alarm.siteId,
    ...{ place, quantity, unit },
    value: alarm.peak,
    limit: alarm.limitValue,
    acknowledgedAt: alarm.ackedAt?.toISOString() ?? null,
    foundAt: alarm.foundAt.toISOString(),
  },
});

/** For the log. The rank is 4 for the worst level. */
export function alarmEvent(
  alarm: Alarm,
  change: { kind: AlarmState; previous: AlarmState | null; at: Date },
  subject: AlarmSubject | undefined,
): EventDraft {
  const payload: AlarmPayload = {
    alarm: alarm.id,
    sensor: alarm.sensorId,
    site: alarm.siteId,
    kind: change.kind,
    previous: change.previous,
    severity: alarm.severity,
    peak: alarm.peak,
  };
  return {
    topic: ALARM_TOPIC,
    at: change.at,
    uscc: alarm.uscc,
    ...subject,
    rank: 5 - severityNumber(alarm),
    payload: { ...payload },
  };
}
