import type { Sql } from '../database/sql';
import { tableOf } from '../database/tables';
import type { Consequences, ReadingSink, RowWatcher } from '../graphql/define-subgraph';
import { mergeConsequences, subjectsTouched } from './consequences';
import type { EntityClass, MappedReading } from './contract';
import { noteFileRefusals } from './file-refusals';
import type { TakenRecord } from './pipeline';
import { refusalFacts, settleMended } from './quarantine';
import { settleRefusals, type Filed, type Refusal, type Retry } from './refusals';
import { settle, type Settling } from './settle';
import { writeProgress, type Counts, type Progress, type SourceRef } from './source-table';
import { PageTooWide } from './store-faults';
import { storeRows, type ArrivingRow, type RowChange } from './store-rows';
import type { Taken } from './taken';
import { strongest, type Verdict } from './versions';

/** What one transaction of a source takes in. */
export interface Page extends Pick<Progress, 'heardAt'> {
  source: SourceRef;
  /** `unread`: what it moves to in place of `to` when nothing of the page can be read. */
  checkpoint?: NonNullable<Progress['checkpoint']> & { unread?: string };
  records: readonly TakenRecord[];
  /** Of a change that is spread over several pages. */
  batchId?: string;
  /** Written in the same transaction. `taken`: what became of the page's records. */
  alongside?(tx: Sql, taken: Taken): Promise<void>;
  /** Of a file whose refusals are kept: its records have a number. */
  file?: string;
  /** The page is what a refused record became by now. */
  retry?: Retry;
}

export type TimedReading = MappedReading & { receivedAt: Date };

export interface Applied {
  counts: Counts;
  /** @see Taken */
  refused: number;
  /** What the sink was given, and those of it that were not refused. */
  batch: TimedReading[];
  accepted: TimedReading[];
  /** When the source was heard; a page of nothing but refused records is no sign of life. */
  heardAt: Date | null;
}

export interface PageParts extends Settling {
  watchers: readonly RowWatcher[];
  sink: ReadingSink | null;
}

/** A mass change passes in transactions of at most this many firms, so that alarms pass between (DESIGN §3.4). */
export const MAX_SUBJECTS = 500;

/** Rows → readings → consequences → risk → rejections → progress → events, all in the given transaction. */
export async function applyPage(
  parts: PageParts,
  page: Page,
  { tx, now }: { tx: Sql; now: Date },
): Promise<Applied> {
  const rows = await takeRows(parts, page, { tx, now });
  const readings = await takeReadings(parts, page, { tx, now });
  const refusals = [...refusedOf(page), ...readings.refusals];
  const { filed, facts } = await takeRefusals(tx, page, { refusals, now });
  const consequences = mergeConsequences([...rows.consequences, readings.consequences, { facts }]);
  if (page.records.length > 1 && subjectsTouched(consequences) > MAX_SUBJECTS) throw new PageTooWide();

  const refused = filed.dismissed === refusals.length ? 0 : refusals.length;
  const nothingRead = refused > 0 && refused === page.records.length;
  const heardAt = nothingRead ? null : page.heardAt;
  const counts = countsOf(page, [rows.counts, readings.counts], filed);
  await settle(parts, consequences, {
    ...{ tx, now, batchId: page.batchId },
    between: async () => {
      if (page.file !== undefined)
        await noteFileRefusals(tx, { source: page.source.id, file: page.file }, refusals);
      const progress = {
        ...{ counts, checkpoint: nothingRead ? whereUnread(page) : page.checkpoint, heardAt },
        lastError:
          nothingRead && !page.retry
            ? `nothing in ${refusals[0]!.record.channel} could be read: ${refusals[0]!.reason}`
            : null,
      };
      await page.alongside?.(tx, { ...counts, refused });
      return writeProgress(tx, page.source, { progress, now });
    },
  });
  return { counts, refused, batch: readings.batch, accepted: readings.accepted, heardAt };
}

const refusedOf = ({ records }: Page): Refusal[] =>
  records.flatMap((record) => (record.refused === null ? [] : [{ record, reason: record.refused }]));

const whereUnread = ({ checkpoint }: Page): Page['checkpoint'] =>
  checkpoint && { ...checkpoint, to: checkpoint.unread ?? checkpoint.to };

type Tally = Record<Verdict, number>;

async function takeRows(parts: PageParts, page: Page, { tx, now }: { tx: Sql; now: Date }) {
  const changed: [EntityClass, RowChange[]][] = [];
  const verdicts = new Map<number, Verdict[]>();
  for (const [entity, arrivals] of arrivalsByEntity(page.records)) {
    const stored = await storeRows(entity, arrivals, { tx, source: page.source.id });
    arrivals.forEach(({ record }, i) => {
      verdicts.set(record, [...(verdicts.get(record) ?? []), stored.verdicts[i]!]);
    });
    if (stored.changes.length > 0) changed.push([entity, stored.changes]);
  }
  // only when every row of the page is in place: a consequence may read beside its own entity
  const consequences: Consequences[] = [];
  for (const [entity, changes] of changed)
    for (const watcher of parts.watchers.filter((one) => one.entity === entity))
      consequences.push(await watcher.consequences(changes, tx, now));
  const counts: Tally = { stored: 0, unchanged: 0, superseded: 0 };
  page.records.forEach((record, i) => {
    if (record.refused === null && record.readings.length === 0) counts[strongest(verdicts.get(i) ?? [])]++;
  });
  return { consequences, counts };
}

/** In the order of the tables' names, so that two pages lock alike. */
function arrivalsByEntity(records: readonly TakenRecord[]): [EntityClass, ArrivingRow[]][] {
  const byEntity = new Map<EntityClass, ArrivingRow[]>();
  records.forEach(({ rows, receivedAt }, record) => {
    for (const row of rows) {
      const arrivals = byEntity.get(row.entity) ?? [];
      byEntity.set(row.entity, arrivals);
      arrivals.push({ ...row, record, receivedAt });
    }
  });
  return [...byEntity].sort(([a], [b]) => (tableOf(a).name < tableOf(b).name ? -1 : 1));
}

async function takeReadings({ sink }: PageParts, page: Page, { tx, now }: { tx: Sql; now: Date }) {
  const records = page.records.filter(({ readings }) => readings.length > 0);
  const batch = records.map(({ readings, receivedAt }) => received(readings[0]!, receivedAt));
  if (batch.length === 0) return { counts: {}, consequences: {}, refusals: [], batch, accepted: batch };
  if (!sink) throw new Error(`${page.source.id} sends readings, and no subgraph of this process takes them`);
  const { stored, unchanged, superseded, rejected, ...consequences } = await sink.store(batch, {
    ...{ tx, now, source: page.source.id },
  });
  const refusals = rejected.map(({ index, reason }) => ({ record: records[index]!, reason }));
  const out = new Set(rejected.map(({ index }) => index));
  const accepted = out.size === 0 ? batch : batch.filter((_, i) => !out.has(i));
  return { counts: { stored, unchanged, superseded }, consequences, refusals, batch, accepted };
}

/** Property by property: a spread takes five times the room, which counts at 35,000 a second. */
const received = (
  { sensorId, at, value, text, quality, calibrating }: MappedReading,
  receivedAt: Date,
): TimedReading => ({ sensorId, at, value, text, quality, calibrating, receivedAt });

/** Files what was refused, settles what came mended, and tells what that means for the firms that are named in it. */
async function takeRefusals(
  tx: Sql,
  { source, records, retry }: Page,
  { refusals, now }: { refusals: readonly Refusal[]; now: Date },
) {
  const filed = await settleRefusals(tx, { source: source.id, records: records.length, retry }, refusals);
  const mended = await settleMended(tx, { source: source.id, records }, now);
  return { filed, facts: await refusalFacts(tx, source.id, [...filed.touched, ...mended]) };
}

/** Received = stored + unchanged + superseded + rejected, or nothing of the page is kept. */
function countsOf({ source }: Page, tallies: readonly Partial<Tally>[], filed: Filed): Counts {
  const sum = (verdict: Verdict) => tallies.reduce((total, tally) => total + (tally[verdict] ?? 0), 0);
  const counts = {
    stored: sum('stored'),
    unchanged: sum('unchanged') + filed.unchanged,
    superseded: sum('superseded'),
    rejected: filed.rejected,
  };
  const total = counts.stored + counts.unchanged + counts.superseded + counts.rejected;
  if (total !== filed.received)
    throw new Error(`${source.id}: received ${filed.received} records, accounts for ${total}`);
  return { received: filed.received, ...counts };
}
