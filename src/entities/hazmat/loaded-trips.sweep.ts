import type { Sql } from '../../kernel/database/sql';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import type { Fact } from '../../kernel/risk/facts';
import { ViolationSeverity } from '../../schema/hazmat/enums';
import { AFTER_LOADING } from './rules/all-rules';

const AT_MOST = 500;
const GRAVE = [ViolationSeverity.BLOCK, ViolationSeverity.CRITICAL];
const listed = (words: readonly string[]): string => `array['${words.join("', '")}']`;
/** Grave, and wrong when it was loaded: what happens on the road is not the loader's. */
const OF_LOADING = `v ->> 'severity' = any(${listed(GRAVE)}) and v ->> 'rule' <> all(${listed(AFTER_LOADING)})`;

/** A trip that was loaded against a rule, where the engine does not know it as it stands. */
interface Loaded {
  waybill: string;
  uscc: string;
  role: 'CONSIGNOR' | 'LOADER';
  source: string;
  loadedAt: Date;
  unloadedAt: Date | null;
  rules: string[];
  severity: string;
}

/**
 * Tells the engine of trips that were loaded against a rule (R17), for consignor and loader as far as they are in the
 * register, whichever came first. Over when the trip is unloaded, called off or put right.
 */
export const loadedTripsSweep: Sweep = {
  name: 'loaded-trips',
  everySeconds: 5,
  async run(tx, now) {
    const loaded = await readLoaded(tx, now);
    const right = loaded.length < AT_MOST ? await readRight(tx) : [];
    if (loaded.length + right.length === 0) return null;
    return { facts: [...loaded.map(factOf), ...right.map((fact) => ({ ...fact, to: now }))] };
  },
};

/** Both parties of each trip that is against a rule, of the last month. */
const AGAINST = `
  with trip as (
    select w.id, w.source, w.loaded_at, w.unloaded_at, w.consignor_uscc, w.loading_check ->> 'by' as loader, v.rules, v.severity
    from hazmat.waybill w cross join lateral (
      select array_agg(distinct v ->> 'rule' order by v ->> 'rule') as rules,
        -- CRITICAL sorts behind BLOCK
        max(v ->> 'severity') as severity
      from jsonb_array_elements(w.violations) v
      where ${OF_LOADING}) v
    where not w.legal and w.loaded_at > $1::timestamptz - interval '31 days' and w.stage <> 'CANCELLED'
      and v.rules is not null),
  party as (
    select t.*, p.uscc, p.role, t.id || ' ' || p.role as key from trip t
    cross join lateral (values (t.consignor_uscc, 'CONSIGNOR'), (nullif(t.loader, t.consignor_uscc), 'LOADER')) p(uscc, role)
    join hub.subject s on s.uscc = p.uscc and s.registered)`;

const readLoaded = (tx: Sql, now: Date): Promise<Loaded[]> =>
  tx.query<Loaded>(
    `${AGAINST}
     select p.id as waybill, p.uscc, p.role, p.source, p.loaded_at as "loadedAt", p.unloaded_at as "unloadedAt",
       p.rules, p.severity
     from party p left join hub.fact f on f.kind = 'loadedTrip' and f.key = p.key and f.known_to is null
     where f.key is null or f.subject <> p.uscc or f.true_from <> p.loaded_at or f.true_to is distinct from p.unloaded_at
       or f.value -> 'rules' <> to_jsonb(p.rules)
     order by p.key limit ${AT_MOST}`,
    [now],
  );

/** What is known as lasting, of a trip that is in order now or was called off. */
async function readRight(tx: Sql): Promise<Fact[]> {
  const rows = await tx.query<Omit<Fact, 'from' | 'to'> & { from: Date }>(
    `select f.subject, f.kind, f.key, f.source, f.true_from as "from", f.value from hub.fact f
     join hazmat.waybill w on w.id = f.value ->> 'waybill'
     where f.kind = 'loadedTrip' and f.known_to is null and f.true_to is null
       and (w.stage = 'CANCELLED' or not exists (select from jsonb_array_elements(w.violations) v where ${OF_LOADING}))
     order by f.key limit ${AT_MOST}`,
    [],
  );
  return rows.map((row) => ({ ...row, to: null }) as Fact);
}

const factOf = ({ waybill, uscc, role, source, loadedAt, unloadedAt, rules, severity }: Loaded): Fact => ({
  ...{ subject: uscc, kind: 'loadedTrip', key: `${waybill} ${role}`, source, from: loadedAt, to: unloadedAt },
  value: { waybill, role, rules, severity },
});
