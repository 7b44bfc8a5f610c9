import type { Sql } from '../../kernel/database/sql';
import type { EventDraft } from '../../kernel/events/event';
import { severityRank, TripEventKind, TripStage } from '../../schema/hazmat/enums';
import type { FoundViolation } from './rules/judge';
import type { StoredViolation } from './stored-violation';
import { ENDED } from './under-way';
import type { Waybill } from './waybill';

/** The topic of trips in the event log. */
export const TRIP_TOPIC = 'trip';

/** What an event of a trip keeps of it as it was. */
export interface TripPayload {
  waybill: string;
  kind: TripEventKind;
  stage: TripStage;
  violation: FoundViolation | null;
  /** The restricted area that it came into or left. */
  area?: string | null;
  /** Where it happened, CGCS2000, as far as a position says. */
  place?: { lng: number; lat: number } | null;
  /** Of consignor, consignee and carrier, before and after a change; empty: none of them is registered. */
  divisions: string[];
  /** Primary classes with what they are part of, before and after a change. */
  classes: string[];
}

/** Something that happened to a trip; `before` when the waybill itself was changed. */
export interface TripStep {
  kind: TripEventKind;
  at: Date;
  waybill: Waybill;
  before?: Waybill | null;
  violation?: FoundViolation | null;
  /** Gravest rank of the trip's violations before or after; of a violation its own. */
  rank: number | null;
  area?: string;
  place?: { lng: number; lat: number };
}

/** The rank of the gravest violation; null for none. */
export const worstRank = (violations: readonly FoundViolation[]): number | null =>
  violations.length === 0 ? null : Math.max(...violations.map(({ severity }) => severityRank(severity)));

/** The stages that have an event, in order, with the moment at which each was reached. */
const LADDER: [
  stage: TripStage,
  kind: TripEventKind | null,
  reached: (waybill: Waybill) => Date | string | null,
][] = [
  [TripStage.DRAFT, null, () => null],
  [TripStage.DISPATCHED, null, () => null],
  [TripStage.CHECKED, TripEventKind.CHECKED, ({ loadingCheck }) => loadingCheck?.at ?? null],
  [TripStage.LOADED, TripEventKind.LOADED, ({ loadedAt }) => loadedAt],
  [TripStage.IN_TRANSIT, TripEventKind.DEPARTED, ({ departedAt }) => departedAt],
  [TripStage.ARRIVED, TripEventKind.ARRIVED, ({ arrivedAt }) => arrivedAt],
  [TripStage.UNLOADED, TripEventKind.UNLOADED, ({ unloadedAt }) => unloadedAt],
];

type Step = Pick<TripStep, 'kind' | 'at'>;

/**
 * What a change of a waybill says happened, also between two looks at it: every stage that was passed. One that has ended
 * when it is first seen is history, of which only its existence is told.
 */
export function stepsOf(before: Waybill | null, after: Waybill): Step[] {
  const steps: Step[] = [];
  if (!before) steps.push({ kind: TripEventKind.CREATED, at: after.dispatchedAt ?? after.observedAt });
  else if (isChanged(before, after)) steps.push({ kind: TripEventKind.CHANGED, at: after.observedAt });
  if (!before && ENDED.includes(after.stage)) return steps;
  if (after.stage === TripStage.CANCELLED && before?.stage !== TripStage.CANCELLED)
    return [...steps, { kind: TripEventKind.CANCELLED, at: after.observedAt }];
  const from = before ? placeOf(before.stage) : -1;
  for (const [, kind, reached] of LADDER.slice(from + 1, placeOf(after.stage) + 1))
    if (kind) steps.push({ kind, at: new Date(reached(after) ?? after.observedAt) });
  return steps;
}

/** Behind UNLOADED everything is told. */
function placeOf(stage: TripStage): number {
  const place = LADDER.findIndex(([one]) => one === stage);
  return place < 0 ? LADDER.length - 1 : place;
}

/** What filters look at, and what the load and its people are; a stage or a time is told otherwise. */
function isChanged(before: Waybill, after: Waybill): boolean {
  const told = (one: Waybill) =>
    JSON.stringify([
      one.consignorUscc,
      one.consigneeUscc,
      one.parts,
      one.storedGoods.map(({ un, class: own, massKg }) => [un, own, massKg]),
    ]);
  return told(before) !== told(after);
}

/** One event a step, with what the register knows of the parties, so that filters can look at it. */
export async function tripEvents(steps: readonly TripStep[], tx: Sql): Promise<EventDraft[]> {
  if (steps.length === 0) return [];
  const divisionOf = await readDivisions(
    tx,
    steps.flatMap(({ waybill, before }) => partiesOf(waybill, before)),
  );
  return steps.map(
    ({ kind, at, waybill, before, violation = null, rank, area, place = whereOf(violation) }) => {
      const divisions = [
        ...new Set(partiesOf(waybill, before).flatMap((uscc) => divisionOf.get(uscc) ?? [])),
      ];
      const payload: TripPayload = {
        ...{ waybill: waybill.id, kind, stage: waybill.stage, violation, divisions },
        ...(area && { area }),
        ...(place && { place }),
        classes: [...new Set([...(before?.classes ?? []), ...waybill.classes])],
      };
      const event = {
        topic: TRIP_TOPIC,
        at,
        uscc: waybill.consignorUscc,
        division: divisions[0] ?? null,
        rank,
      };
      return { ...event, payload: { ...payload } };
    },
  );
}

/** Where a violation on the road began. */
const whereOf = (violation: FoundViolation | null): TripPayload['place'] => {
  const { lng, lat } = violation?.seen ?? {};
  return lng == null || lat == null ? null : { lng, lat };
};

const partiesOf = (...trips: (Waybill | null | undefined)[]): string[] =>
  trips.flatMap((one) => (one ? [one.consignorUscc, one.consigneeUscc, one.carrierUscc] : []));

async function readDivisions(tx: Sql, usccs: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ uscc: string; division: string }>(
    'select uscc, division from hub.subject where uscc = any($1::text[]) and division is not null',
    [[...new Set(usccs)]],
  );
  return new Map(rows.map(({ uscc, division }) => [uscc, division]));
}

/** A violation that was found, or that is there no more. */
export const violationStep = (
  kind: TripEventKind.VIOLATION | TripEventKind.VIOLATION_CLEARED,
  waybill: Waybill,
  { violation, at }: { violation: StoredViolation; at: Date },
): TripStep => ({ kind, at, waybill, violation, rank: severityRank(violation.severity) });
