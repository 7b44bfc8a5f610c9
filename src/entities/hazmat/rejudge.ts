import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import { selectList } from '../../kernel/graphql/select-list';
import { severityRank, TripEventKind, TripStage } from '../../schema/hazmat/enums';
import { roadSteps } from './road-events';
import { consigneeMark } from './consignee.sweep';
import { judge, type Judgement } from './rules/judge';
import { violationKey, type StoredViolation } from './stored-violation';
import { violationStep, type TripStep } from './trip-events';
import { readPictures } from './trip-pictures';
import { readRoads, writeRoads, type Road, type RoadRow } from './trip-road';
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
  road: RoadRow | null;
}

/**
 * One transaction judges at a time: whoever changes a vehicle and whoever brings a waybill with it would else each see
 * half. To be taken after one's own rows are written and before anything is read.
 */
export async function lockJudging(tx: Sql): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1::bigint)', [JUDGING_LOCK]);
}

/**
 * Judges these waybills by what is known now, as far as their positions have come, and keeps the verdicts, by id. Under
 * the judging lock. `isOnTheRoad`: only positions have come; a verdict that stays is left as it is, and a waybill that
 * another transaction holds is left to it, which sees the positions once it has the judging lock.
 */
export async function rejudge(
  tx: Sql,
  ids: readonly string[],
  { now, isOnTheRoad = false }: { now: Date; isOnTheRoad?: boolean },
): Promise<Map<string, Rejudged>> {
  if (ids.length === 0) return new Map();
  const table = tableOf(Waybill);
  const waybills = await tx.query<Waybill>(
    `select ${selectList(table, table.columns.keys())} from ${table.name}
     where id = any($1::text[]) order by id for update ${isOnTheRoad ? 'skip locked' : ''}`,
    [ids],
  );
  const pictures = await readPictures(tx, waybills);
  const roads = await readRoads(tx, { waybills, pictures, now });
  const verdicts = waybills.map((waybill, at): Verdict => {
    const road = roads.get(waybill.id) ?? null;
    return { waybill, road, verdict: judge({ ...pictures[at]!, road: road?.standing ?? null }), now };
  });
  const rejudged = verdicts.map(compare);
  await write(
    tx,
    verdicts.filter((one, at) => !isOnTheRoad || isChanged(one, rejudged[at]!)),
    { rejudged, now },
  );
  await writeRoads(
    tx,
    rejudged.flatMap(({ road }) => road ?? []),
  );
  return new Map(rejudged.map((one) => [one.waybill.id, one]));
}

interface Verdict {
  waybill: Waybill;
  road: Road | null;
  verdict: Judgement;
  now: Date;
}

const isChanged = ({ waybill, verdict }: Verdict, { waybill: after }: Rejudged): boolean =>
  waybill.recheck ||
  JSON.stringify([waybill.violations, waybill.notJudged]) !==
    JSON.stringify([after.violations, verdict.notJudged]);

/** A violation that was there before keeps the moment at which it was told of; a draft tells nobody. */
function compare({ waybill, road, verdict, now }: Verdict): Rejudged {
  const before = waybill.violations;
  const known = new Map(before.map((one) => [violationKey(one), one]));
  const tells = waybill.stage !== TripStage.DRAFT;
  const after = verdict.violations.map((one): StoredViolation => {
    const told = known.get(violationKey(one))?.at ?? null;
    return { ...one, at: told ?? (tells ? now.toISOString() : null) };
  });
  const still = new Set(after.map(violationKey));
  const found = after.filter((one) => one.at && isNews(one, known.get(violationKey(one))));
  const gone = before.filter((one) => one.at && !still.has(violationKey(one)));
  const current = { ...waybill, violations: after };
  const step = (kind: Parameters<typeof violationStep>[0]) => (violation: StoredViolation) =>
    violationStep(kind, current, { violation, at: now });
  const happened = road && roadSteps(current, road);
  return {
    ...{ waybill: current, before },
    steps: [
      ...(happened?.steps ?? []),
      ...gone.map(step(TripEventKind.VIOLATION_CLEARED)),
      ...found.map(step(TripEventKind.VIOLATION)),
    ],
    road: road && { ...road.row, told: happened!.told },
  };
}

/** Not told of yet, or graver than when it was. */
const isNews = (violation: StoredViolation, known: StoredViolation | undefined): boolean =>
  !known?.at || severityRank(violation.severity) > severityRank(known.severity);

async function write(
  tx: Sql,
  verdicts: readonly Verdict[],
  { rejudged, now }: { rejudged: readonly Rejudged[]; now: Date },
): Promise<void> {
  if (verdicts.length === 0) return;
  const after = new Map(rejudged.map(({ waybill }) => [waybill.id, waybill.violations]));
  await tx.query(
    `update hazmat.waybill w set legal = v.violations = '[]'::jsonb, violations = v.violations, judged_at = $4,
       rule_set_version = v.version, recheck = false,
       not_judged = u.not_judged::jsonb, consignee_mark = ${consigneeMark('w.consignee_uscc', 'w.load_at')},
       signal_lost_since = case when w.stage = 'IN_TRANSIT' then w.signal_lost_since end
     from unnest($1::text[], $2::text[], $3::text[], $5::text[]) u(id, violations, version, not_judged),
       lateral (select u.violations::jsonb as violations, u.version) v
     where w.id = u.id`,
    [
      verdicts.map(({ waybill }) => waybill.id),
      verdicts.map(({ waybill }) => JSON.stringify(after.get(waybill.id))),
      verdicts.map(({ verdict }) => verdict.ruleSetVersion),
      now,
      verdicts.map(({ verdict }) => JSON.stringify(verdict.notJudged)),
    ],
  );
}
