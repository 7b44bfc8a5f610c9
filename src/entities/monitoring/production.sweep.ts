import { cityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import type { Fact } from '../../kernel/risk/facts';
import { inUseSql } from './offline';

const AT_MOST = 500;

interface Signal {
  id: string;
  siteId: string;
  uscc: string;
  source: string;
  place: string;
  signal: 'POWER' | 'METHANE' | 'PEOPLE';
  value: number;
  unit: string;
  at: Date;
}

/**
 * Signs of work at coal mines that are long stopped (R20): any person underground, power above a tenth of the point's
 * range, methane of 0.5 % and more. The figures are proposals; ventilation and pumping stay below them.
 */
export const productionSweep: Sweep = {
  name: 'production-signals',
  everySeconds: 60,
  async run(tx, now) {
    const begun = await readBegun(tx, now);
    const over = begun.length < AT_MOST ? await readOver(tx) : [];
    return begun.length + over.length > 0 ? { facts: [...begun.map(factOf), ...over] } : null;
  },
};

/** Over `s` (sensor) and `l` (latest): which sign a point shows; null: none. */
const SIGNAL = `case
  when l.quality not in ('GOOD', 'UNCERTAIN') or l.calibrating then null
  when s.quantity in ('PEOPLE', '井下人数') and l.value >= 1 then 'PEOPLE'
  when s.quantity in ('POWER', '用电负荷') and l.value > coalesce(s.range[2], 0) * 0.1 then 'POWER'
  when s.quantity = 'CH4' and s.unit = '%CH4' and l.value >= 0.5 then 'METHANE' end`;

const readBegun = (tx: Sql, now: Date): Promise<Signal[]> =>
  tx.query<Signal>(
    `select s.id, s.site_id as "siteId", s.uscc, s.source, s.place, s.unit, l.value, l.at, ${SIGNAL} as signal
     from hub.fact firm
     join monitoring.sensor s on s.uscc = firm.key
     join monitoring.latest l on l.sensor_id = s.id
     left join hub.subject f on f.uscc = s.uscc
     where firm.kind = 'firm' and firm.known_to is null and firm.value ->> 'industry' = 'COAL_MINE'
       and (firm.value ->> 'status' = 'LONG_STOPPED' or firm.value ->> 'safetyClass' = 'D')
       and ${SIGNAL} is not null and ${inUseSql('$1')}
       and not exists (select from hub.fact k where k.kind = 'production' and k.known_to is null
         and starts_with(k.key, s.id || ' ') and k.value ->> 'endedAt' is null)
     order by s.id limit ${AT_MOST}`,
    [now],
  );

/** What was told as lasting, of points that show no sign any more. */
async function readOver(tx: Sql): Promise<Fact[]> {
  const rows = await tx.query<Omit<Fact, 'from' | 'to'> & { from: Date; at: Date; value: object }>(
    `select k.subject, k.kind, k.key, k.source, k.true_from as "from", k.value, l.at
     from hub.fact k
     join monitoring.sensor s on s.id = split_part(k.key, ' ', 1)
     join monitoring.latest l on l.sensor_id = s.id
     where k.kind = 'production' and k.known_to is null and k.value ->> 'endedAt' is null
       and l.quality = 'GOOD' and ${SIGNAL} is null
     order by k.key limit ${AT_MOST}`,
  );
  return rows.map(
    ({ at, value, ...row }) => ({ ...row, to: null, value: { ...value, endedAt: at.toISOString() } }) as Fact,
  );
}

/** Of one point one a day: what flickers is one sign, from its first on. */
const factOf = ({ id, siteId: site, uscc, source, place, signal, value, unit, at }: Signal): Fact => ({
  ...{ subject: uscc, kind: 'production', key: `${id} ${cityDate(at)}`, source, from: at, to: null },
  value: { signal, site, place, value, unit, endedAt: null },
});
