import type { Sql } from '../../kernel/database/sql';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import type { Fact } from '../../kernel/risk/facts';

const AT_MOST = 500;

/** A warning over a firm that has an exposed site, where the engine does not know it as it stands. */
interface Reached {
  uscc: string;
  id: string;
  source: string;
  headline: string;
  colour: string;
  event: string;
  issued: Date;
  starts: Date;
  ends: Date | null;
}

/**
 * Tells the engine which public warnings lie over firms with exposed sites, whichever came first: compares the two with
 * what it knows. A warning that is lifted, lapses or leaves the firm's area ends. Drills reach nobody.
 */
export const warningFactsSweep: Sweep = {
  name: 'warnings-of-firms',
  everySeconds: 5,
  async run(tx, now) {
    const reached = await readReached(tx, now);
    const left = reached.length < AT_MOST ? await readLeft(tx, now) : [];
    if (reached.length + left.length === 0) return null;
    return { facts: [...reached.map(factOf), ...left.map((fact) => ({ ...fact, to: now }))] };
  },
};

/** Of the last day and present; `f` is what is known. */
const OVER = `
  with warning as (
    select id, source, headline, colour, event, issued_at, effective_at, coalesce(lifted_at, expires_at) as ends, area_codes
    from command.warning where not drill),
  exposed as (select distinct subject as uscc from hub.fact where kind = 'exposure' and known_to is null),
  over as (
    select w.*, s.uscc, w.id || ' ' || s.uscc as key from exposed e
    join hub.subject s on s.uscc = e.uscc and s.registered
    join warning w on exists (select from unnest(w.area_codes) code where starts_with(s.division, code)))`;

const readReached = (tx: Sql, now: Date): Promise<Reached[]> =>
  tx.query<Reached>(
    `${OVER}
     select o.uscc, o.id, o.source, o.headline, o.colour, o.event, o.issued_at as issued, o.effective_at as starts, o.ends
     from over o
     left join hub.fact f on f.kind = 'warning' and f.key = o.key and f.known_to is null
     where (coalesce(o.ends, 'infinity') > $1::timestamptz - interval '1 day' or f.key is not null)
       and (f.key is null or f.true_to is distinct from o.ends
         or (f.value ->> 'headline', f.value ->> 'colour', f.value ->> 'event', (f.value ->> 'startsAt')::timestamptz)
            is distinct from (o.headline, o.colour, o.event, o.effective_at))
     order by o.key limit ${AT_MOST}`,
    [now],
  );

/** What is known as lasting and lies over the firm no more. */
async function readLeft(tx: Sql, now: Date): Promise<Fact[]> {
  const rows = await tx.query<Omit<Fact, 'from' | 'to'> & { from: Date }>(
    `${OVER}
     select f.subject, f.kind, f.key, f.source, f.true_from as "from", f.value from hub.fact f
     where f.kind = 'warning' and f.known_to is null and coalesce(f.true_to, 'infinity') > $1::timestamptz
       and not exists (select from over o where o.key = f.key)
     order by f.key limit ${AT_MOST}`,
    [now],
  );
  return rows.map((row) => ({ ...row, to: null }) as Fact);
}

const factOf = ({ uscc, id, source, headline, colour, event, issued, starts, ends }: Reached): Fact => ({
  ...{ subject: uscc, kind: 'warning', key: `${id} ${uscc}`, source, from: issued, to: ends },
  value: { warning: id, headline, colour, event, startsAt: starts.toISOString() },
});
