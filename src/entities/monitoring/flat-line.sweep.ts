import type { Sql } from '../../kernel/database/sql';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import type { Fact } from '../../kernel/risk/facts';
import { FLAT_AFTER_HOURS } from './doubtful';
import { inUseSql } from './offline';

const FLAT_AFTER = `${FLAT_AFTER_HOURS} hours`;
const AT_MOST = 500;

interface Flat {
  id: string;
  siteId: string;
  uscc: string;
  source: string;
  place: string;
  quantity: string;
  unit: string;
  value: number;
  since: Date;
}

/**
 * Points of live quantities that have shown one value for more than six hours while they were heard, and those that move
 * again. Live is what has a limit to be passed and stands neither at zero nor at the bottom of its range, where a gas
 * probe rests for days.
 */
export const flatLineSweep: Sweep = {
  name: 'flat-lines',
  everySeconds: 60,
  async run(tx, now) {
    const flat = await readFlat(tx, now);
    const moving = flat.length < AT_MOST ? await readMoving(tx) : [];
    return flat.length + moving.length > 0 ? { facts: [...flat.map(factOf), ...moving] } : null;
  },
};

const KEY = `'flat ' || s.id || ' ' || to_char(l.same_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const readFlat = (tx: Sql, now: Date): Promise<Flat[]> =>
  tx.query<Flat>(
    `select s.id, s.site_id as "siteId", s.uscc, s.source, s.place, s.quantity, s.unit, l.value, l.same_since as since
     from monitoring.latest l
     join monitoring.sensor s on s.id = l.sensor_id
     left join hub.subject f on f.uscc = s.uscc
     where l.at - l.same_since > interval '${FLAT_AFTER}' and l.quality in ('GOOD', 'UNCERTAIN') and not l.calibrating
       and l.value <> 0 and (s.range is null or l.value > s.range[1])
       and jsonb_path_exists(s.limits, '$[*] ? (@.kind != "DISCRETE" && @.kind != "OFFLINE")')
       and not s.limits @> '[{"kind": "DISCRETE"}]' and ${inUseSql('$1')}
       and not exists (select from hub.fact k where k.kind = 'tampering' and k.key = ${KEY} and k.known_to is null)
     order by s.id limit ${AT_MOST}`,
    [now],
  );

/** What was told as lasting, of points that show something else since. */
async function readMoving(tx: Sql): Promise<Fact[]> {
  const rows = await tx.query<Omit<Fact, 'from' | 'to'> & { from: Date; moved: Date; value: object }>(
    `select k.subject, k.kind, k.key, k.source, k.true_from as "from", k.value, l.same_since as moved
     from hub.fact k join monitoring.latest l on l.sensor_id = split_part(k.key, ' ', 2)
     where k.kind = 'tampering' and k.known_to is null and k.value ->> 'cause' = 'FLAT_LINE'
       and k.value ->> 'endedAt' is null and l.same_since > k.true_from
     order by k.key limit ${AT_MOST}`,
  );
  return rows.map(
    ({ moved, value, ...row }) =>
      ({ ...row, to: null, value: { ...value, endedAt: moved.toISOString() } }) as Fact,
  );
}

const factOf = (flat: Flat): Fact => ({
  ...{ subject: flat.uscc, kind: 'tampering', source: flat.source, from: flat.since, to: null },
  key: `flat ${flat.id} ${flat.since.toISOString()}`,
  value: {
    ...{ cause: 'FLAT_LINE', site: flat.siteId, place: flat.place, quantity: flat.quantity, endedAt: null },
    detail: `读数超过6小时不变 · the same for more than 6 h: ${flat.value}${flat.unit}`,
  },
});
