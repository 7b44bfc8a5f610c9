import type { Sql } from '../../kernel/database/sql';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import { LimitKind } from '../../schema/monitoring/limit-kind';
import { NOTHING_WATCHED, type JudgeState } from './judge';
import { writeJudging } from './judge-memory';
import { lockJudging, POINT_COLUMNS, type KnownPoint } from './known-points';
import { inUseSql } from './offline';
import { writeAlarmSteps } from './write-alarms';

type SilentPoint = KnownPoint & { limit: number };

/** Opens an OFFLINE alarm where a point has such a limit and is silent for longer; its next usable reading clears it. */
export const offlineSweep: Sweep = {
  name: 'offline-alarms',
  everySeconds: 5,
  async run(tx, now) {
    if ((await readSilent(tx, now)).length === 0) return null;
    await lockJudging(tx);
    const points = await readSilent(tx, now);
    if (points.length === 0) return null;
    await writeJudging(tx, new Map(points.map((point) => [point, watched(point, now)])));
    return writeAlarmSteps(
      tx,
      points.map((point) => ({ point, step: openingOf(point, now) })),
      now,
    );
  },
};

function readSilent(tx: Sql, now: Date): Promise<SilentPoint[]> {
  return tx.query<SilentPoint>(
    `select ${POINT_COLUMNS}, s.offline_after as limit
     from monitoring.sensor s
     join monitoring.latest l on l.sensor_id = s.id
     left join monitoring.judge_state j on j.sensor_id = s.id
     left join hub.source k on k.id = s.source
     left join hub.subject f on f.uscc = s.uscc
     where s.offline_after is not null and ${inUseSql('$1')}
       and $1::timestamptz - greatest(coalesce(l.usable_at, l.since), k.started_at) > make_interval(secs => s.offline_after)
       and not exists (
         select from monitoring.alarm a where a.sensor_id = s.id and a.kind = 'OFFLINE' and a.cleared_at is null)
     order by s.id limit 500`,
    [now],
  );
}

function watched({ state, limit }: SilentPoint, now: Date): JudgeState {
  const since = now.getTime();
  const { watches, ...rest } = state ?? NOTHING_WATCHED;
  return { ...rest, watches: { ...watches, OFFLINE: { since, openedAt: since, limit, peak: null } } };
}

const openingOf = ({ limit }: SilentPoint, now: Date) => ({
  step: 'OPENED' as const,
  kind: LimitKind.OFFLINE,
  ...{ openedAt: now, at: now, value: 0, peak: null, limit },
});
