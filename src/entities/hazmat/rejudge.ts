import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import { selectList } from '../../kernel/graphql/select-list';
import { TripEventKind, TripStage } from '../../schema/hazmat/enums';
import { judge, type Judgement } from './rules/judge';
import { violationKey, type StoredViolation } from './stored-violation';
import { violationStep, type TripStep } from './trip-events';
import { readPictures } from './trip-pictures';
import { Waybill } from './waybill';

/** Trips that are judged in one transaction; those beyond are left to the sweep. */
export const AT_ONCE = 500;

/** The key is "trip" in ASCII. */
const JUDGING_LOCK = 0x7472_6970;

/** What one judgement changed. */
export interface Rejudged {
  waybill: Waybill;
  /** Its violations before. */
  before: readonly StoredViolation[];
  steps: TripStep[];
}

/**
 * One transaction judges at a time: whoever changes a vehicle and whoever brings a waybill with it would else each see
 * half. To be taken after one's own rows are written and before anything is read.
 */
export async function lockJudging(tx: Sql): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1::bigint)', [JUDGING_LOCK]);
}

/** Judges these waybills by what is known now and keeps the verdicts, by id. Under the judging lock. */
export async function rejudge(tx: Sql, ids: readonly string[], now: Date): Promise<Map<string, Rejudged>> {
  if (ids.length === 0) return new Map();
  const table = tableOf(Waybill);
  const waybills = await tx.query<Waybill>(
    `select ${selectList(table, table.columns.keys())} from ${table.name}
     where id = any($1::text[]) order by id for update`,
    [ids],
  );
  const pictures = await readPictures(tx, waybills);
  const verdicts = waybills.map((waybill, at) => ({ waybill, verdict: judge(pictures[at]!), now }));
  const rejudged = verdicts.map(compare);
  await write(tx, verdicts, { rejudged, now });
  return new Map(rejudged.map((one) => [one.waybill.id, one]));
}

interface Verdict {
  waybill: Waybill;
  verdict: Judgement;
  now: Date;
}

/** A violation that was there before keeps the moment at which it was told of; a draft tells nobody. */
function compare({ waybill, verdict, now }: Verdict): Rejudged {
  const before = waybill.violations;
  const known = new Map(before.map((one) => [violationKey(one), one]));
  const tells = waybill.stage !== TripStage.DRAFT;
  const after = verdict.violations.map((one): StoredViolation => {
    const told = known.get(violationKey(one))?.at ?? null;
    return { ...one, at: told ?? (tells ? now.toISOString() : null) };
  });
  const still = new Set(after.map(violationKey));
  const found = after.filter((one) => one.at && !known.get(violationKey(one))?.at);
  const gone = before.filter((one) => one.at && !still.has(violationKey(one)));
  const current = { ...waybill, violations: after };
  const step = (kind: Parameters<typeof violationStep>[0]) => (violation: StoredViolation) =>
    violationStep(kind, current, { violation, at: now });
  return {
    ...{ waybill: current, before },
    steps: [...gone.map(step(TripEventKind.VIOLATION_CLEARED)), ...found.map(step(TripEventKind.VIOLATION))],
  };
}

async function write(
  tx: Sql,
  verdicts: readonly Verdict[],
  { rejudged, now }: { rejudged: readonly Rejudged[]; now: Date },
): Promise<void> {
  await tx.query(
    `update hazmat.waybill w set legal = v.violations = '[]'::jsonb, violations = v.violations, judged_at = $4,
       rule_set_version = v.version, recheck = false,
       signal_lost_since = case when w.stage = 'IN_TRANSIT' then w.signal_lost_since end
     from unnest($1::text[], $2::text[], $3::text[]) u(id, violations, version),
       lateral (select u.violations::jsonb as violations, u.version) v
     where w.id = u.id`,
    [
      rejudged.map(({ waybill }) => waybill.id),
      rejudged.map(({ waybill }) => JSON.stringify(waybill.violations)),
      verdicts.map(({ verdict }) => verdict.ruleSetVersion),
      now,
    ],
  );
}
