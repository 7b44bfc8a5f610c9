import { tableOf } from '../database/tables';
import type { Stream } from '../ingest/contract';
import { decodeText } from '../ingest/charset';
import { refineAll, refuseFrame, type TakenRecord } from '../ingest/pipeline';
import type { BoundSource } from '../ingest/read-sources';
import type { Delivery } from '../ingest/transports/transport';
import { unpack } from '../ingest/workbook';
import { leftUnread } from './left-unread';
import { sample, together, type SampleOptions } from './sample';
import { sideBySide } from './side-by-side';
import type { Write } from './write';

export interface TryOptions {
  write: Write;
  /** How long to wait for a page of a stream. */
  withinMs: number;
  /** So many accepted records of each stream are shown. */
  rows: number;
  /** Columns of the screen. */
  width: number;
  /** Where the hub listens. */
  place?: SampleOptions['place'];
}

/**
 * Fetches one page of each stream and shows what it becomes beside what came, and every refusal. Stores nothing and leaves
 * the source as it was. False when nothing came or something was refused.
 */
export async function trySource(source: BoundSource, options: TryOptions): Promise<boolean> {
  const groups = together(source);
  const { transport } = source.binding;
  if (transport === 'webhook') showPaths(source, options);
  if (transport === 'mqtt' || transport === 'tcp')
    options.write(`waiting up to ${options.withinMs / 1_000} s for messages; --wait SECONDS makes it longer`);
  const found = await Promise.all(groups.map((streams) => sample(source, streams, options)));
  let good = true;
  for (const [i, streams] of groups.entries()) {
    const names = streams.map(({ name, channel }) => `${name} · ${channel}`);
    options.write(`\n━━ ${source.binding.name} · ${names.join(' · ')}`);
    const one = found[i]!;
    if (one.kind === 'page') good = (await showPage(one.deliveries, options)) && good;
    else {
      const nothing =
        one.kind === 'silent' ? `nothing came within ${options.withinMs / 1_000} s` : 'no records';
      options.write(one.kind === 'failed' ? `   not to be had: ${one.reason}` : `   ${nothing}`);
      if (one.kind === 'failed') good = false;
    }
  }
  for (const line of await leftUnread(source)) options.write(`\n${line}`);
  options.write(
    '\nNothing was stored. What only the store can tell (a reading of an unknown point …) shows when the hub runs.',
  );
  return good;
}

/** Whoever waits for a push has to know where it is to come to. */
function showPaths({ connector, binding }: BoundSource, { write, place, withinMs }: TryOptions): void {
  const channels = new Set(connector.streams.map(({ channel }) => channel));
  for (const channel of channels)
    write(`POST http://${place?.host}:${place?.port}${binding.address}/${channel}`);
  write(
    `Push to one of these within ${withinMs / 1_000} s; it is answered 503, so that it is sent again to the hub.`,
  );
}

async function showPage(
  deliveries: readonly Delivery[],
  { write, rows, width }: TryOptions,
): Promise<boolean> {
  const counts = { accepted: 0, refused: 0 };
  for (const delivery of deliveries)
    for (const record of await recordsOf(delivery)) {
      const isShown = record.refused !== null || counts.accepted < rows;
      counts[record.refused === null ? 'accepted' : 'refused']++;
      if (!isShown) continue;
      write(`── ${record.channel}`);
      const became = record.refused === null ? mappedText(record) : `REFUSED: ${record.refused}`;
      for (const line of sideBySide(rawText(record, delivery), became, width)) write(line);
    }
  write(`   one page: ${counts.accepted} accepted, ${counts.refused} refused`);
  return counts.refused === 0;
}

async function recordsOf({ stream, frame }: Delivery): Promise<TakenRecord[]> {
  if ('refusal' in stream) return [refuseFrame(frame, stream)];
  const records: TakenRecord[] = [];
  for await (const some of refineAll(stream, await unpack(stream, frame))) records.push(...some);
  return records;
}

const MAX_SHOWN = 4_000;

/** What a mapping made of a message stands beside the message itself. */
function rawText({ raw, piece }: TakenRecord, { stream, frame }: Delivery): string {
  const own: Partial<Stream> = 'refusal' in stream ? {} : stream;
  const isMapped = piece?.kind === 'part' && own.mapping !== undefined;
  const charset = piece?.kind === 'row' || (piece?.kind === 'part' && !isMapped) ? undefined : own.charset;
  try {
    const text = decodeText({ charset }, isMapped ? frame.bytes : raw());
    const shown = piece?.kind === 'line' ? text : JSON.stringify(JSON.parse(text), null, 2);
    return shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)} …` : shown;
  } catch {
    return raw().subarray(0, MAX_SHOWN).toString('latin1');
  }
}

function mappedText({ rows, readings }: TakenRecord): string {
  const parts = [
    ...rows.map(({ entity, values, observedAt }) => ({
      [tableOf(entity).name.replaceAll('"', '')]: values,
      observedAt,
    })),
    ...readings.map((reading) => ({ reading })),
  ];
  return parts.length > 0
    ? parts.map((part) => JSON.stringify(part, null, 2)).join('\n')
    : '(changes nothing)';
}
