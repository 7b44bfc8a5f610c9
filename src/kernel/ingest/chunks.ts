import { setImmediate as letOthersGoOn } from 'node:timers/promises';
import { refine, refineAll, refuseFrame, type TakenRecord } from './pipeline';
import type { Delivery } from './transports/transport';

export interface Chunk {
  records: TakenRecord[];
  /** The latest receipt of a delivery in it that proves that the source is alive. */
  heardAt: Date | null;
  last: boolean;
  /** The whole fits into one transaction. */
  only: boolean;
}

/** One transaction takes 500 records with rows, or 4,000 readings, which cost little each (decision 010). */
const CAPACITY = 4_000;
const ROW_WEIGHT = 8;

/** After so many records whoever waits for an answer, above all the database, gets a word in. */
const AT_A_STRETCH = 100;

const empty = () => ({ records: [] as TakenRecord[], heardAt: null as Date | null, weight: 0 });

/** Decodes as it goes, so that a large file never stands decoded in memory. The last chunk may be empty. */
export async function* chunksOf(deliveries: readonly Delivery[], skip = 0): AsyncGenerator<Chunk> {
  let chunk = empty();
  let [seen, yielded] = [0, 0];
  for (const { frame, live = true, ...delivery } of deliveries) {
    const heard = () => {
      if (live && (!chunk.heardAt || chunk.heardAt < frame.receivedAt)) chunk.heardAt = frame.receivedAt;
    };
    const before = seen;
    for await (const records of recordsOf({ frame, ...delivery }))
      for (const record of records) {
        if (seen % AT_A_STRETCH === AT_A_STRETCH - 1) await letOthersGoOn();
        if (seen++ < skip) continue;
        const weight = record.readings.length > 0 ? 1 : ROW_WEIGHT;
        if (chunk.weight + weight > CAPACITY) {
          yield { ...chunk, last: false, only: false };
          yielded++;
          chunk = empty();
        }
        chunk.records.push(record);
        chunk.weight += weight;
        // what sends only what cannot be read is as good as silent
        if (record.refused === null) heard();
      }
    if (seen === before) heard();
  }
  yield { ...chunk, last: true, only: yielded === 0 };
}

/** Most need no waiting, which would cost as much as reading a message of one record. */
function recordsOf({
  stream,
  frame,
}: Delivery): AsyncIterable<Iterable<TakenRecord>> | Iterable<Iterable<TakenRecord>> {
  if ('refusal' in stream) return [[refuseFrame(frame, stream)]];
  return stream.mapping ? refineAll(stream, frame) : [refine(stream, frame)];
}
