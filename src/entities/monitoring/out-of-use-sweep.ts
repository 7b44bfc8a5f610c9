import type { Sql } from '../../kernel/database/sql';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import type { LimitKind } from '../../schema/monitoring/limit-kind';
import { NOTHING_WATCHED, type JudgeState } from './judge';
import { writeJudging } from './judge-memory';
import { lockJudging, POINT_COLUMNS, type KnownPoint } from './known-points';
import { inUseSql, OFFLINE_AFTER_SQL } from './offline';
import { writeAlarmSteps } from './write-alarms';

type LeftAlarm = KnownPoint & {
  kind: LimitKind;
  openedAt: Date;
  peak: number | null;
  limit: number;
};

/**
 * Ends the alarms of points that are out of use 停用, which no reading would end: OFFLINE at once, the others when
 * somebody has acknowledged them and the point is silent. A reading past a limit opens the next one all the same.
 */
export const outOfUseSweep: Sweep = {
  name: 'alarms-out-of-use',
  everySeconds: 5,
  async run(tx, now) {
    if ((await readLeft(tx, now)).length === 0) return null;
    await lockJudging(tx);
    const left = await readLeft(tx, now);
    if (left.length === 0) return null;
    await writeJudging(tx, withoutWatches(left));
    return writeAlarmSteps(
      tx,
      left.map((alarm) => ({ point: alarm, step: endingOf(alarm, now) })),
      now,
    );
  },
};

function readLeft(tx: Sql, now: Date): Promise<LeftAlarm[]> {
  return tx.query<LeftAlarm>(
    `select ${POINT_COLUMNS}, a.kind, a.opened_at as "openedAt", a.peak, a.limit_value as limit
     from monitoring.alarm a
     join monitoring.sensor s on s.id = a.sensor_id
     join monitoring.latest l on l.sensor_id = s.id
     left join monitoring.judge_state j on j.sensor_id = s.id
     left join hub.subject f on f.uscc = s.uscc
     where a.cleared_at is null and not ${inUseSql('$1')} and (a.kind = 'OFFLINE'
       or a.acked_at is not null and $1::timestamptz - coalesce(l.usable_at, l.since) > ${OFFLINE_AFTER_SQL})
     order by s.id limit 500`,
    [now],
  );
}

/** What is still watched of each point. */
function withoutWatches(left: readonly LeftAlarm[]): Map<{ id: string }, JudgeState> {
  const states = new Map<string, JudgeState>();
  for (const { id, kind, state } of left) {
    const { watches, ...rest } = states.get(id) ?? state ?? NOTHING_WATCHED;
    states.set(id, { ...rest, watches: { ...watches, [kind]: undefined } });
  }
  return new Map([...states].map(([id, state]) => [{ id }, state]));
}

const endingOf = ({ kind, openedAt, peak, limit }: LeftAlarm, now: Date) => ({
  step: 'CLEARED' as const,
  ...{ kind, openedAt, at: now, value: 0, peak, limit },
});
