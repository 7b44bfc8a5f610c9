import { z } from 'zod';
import { RecordRejected } from '../../kernel/errors';
import { stream, type Mapped, type MappedReading } from '../../kernel/ingest/contract';
import { moment } from '../../kernel/ingest/fields';
import { text } from './fields';

const QUALITIES = {
  good: 'GOOD',
  uncertain: 'UNCERTAIN',
  bad: 'BAD',
  substituted: 'SUBSTITUTED',
  calibrating: 'GOOD',
} as const;

const record = z
  .object({
    at: moment,
    point: text,
    v: z.number().nullish(),
    text: z.string().nullish(),
    q: z.enum(['good', 'uncertain', 'bad', 'substituted', 'calibrating']),
  })
  .refine(({ v, text: words, q }) => v != null || words || q === 'bad', {
    path: ['v'],
    message: 'must be a number, unless there is a text or the value is bad',
  });

/** Readings. A message bundles the values of one moment at one site; each value is a record of its own. */
export const readings = stream({
  name: 'readings',
  channel: 'monitoring/+/readings',
  format: 'json',
  split,
  plain,
  record,
  map: (reading) => ({ readings: [toReading(reading)] }),
});

/** The moment of the message holds for every value that has none of its own. */
function split(message: unknown): unknown[] {
  const { at, values } = Object(message) as { at?: unknown; values?: unknown };
  if (!Array.isArray(values)) throw new RecordRejected('values: must be a list');
  return values.map((value) =>
    typeof value === 'object' && value !== null
      ? { ...value, at: (value as { at?: unknown }).at ?? at }
      : value,
  );
}

/** A number of a known quality at a moment, and nothing else: that is what nearly all of them are. */
function plain(raw: unknown): Mapped | null {
  const { at, point, v, text: words, q } = Object(raw) as Record<string, unknown>;
  if (typeof point !== 'string' || point === '' || typeof v !== 'number' || !Number.isFinite(v)) return null;
  if (words != null || typeof q !== 'string' || !Object.hasOwn(QUALITIES, q)) return null;
  const time = momentOf(at);
  return time && { readings: [toReading({ at: time, point, v, q: q as keyof typeof QUALITIES })] };
}

/** The values of a message are of one moment, which is read once. */
let lastRead: { text: string; time: Date } | null = null;

function momentOf(text: unknown): Date | null {
  if (typeof text !== 'string') return null;
  if (text === lastRead?.text) return lastRead.time;
  const { data: time } = moment.safeParse(text);
  if (time) lastRead = { text, time };
  return time ?? null;
}

const toReading = ({ at, point, v, text: words, q }: z.infer<typeof record>): MappedReading => ({
  sensorId: point,
  at,
  value: v ?? null,
  text: words ?? null,
  quality: QUALITIES[q],
  calibrating: q === 'calibrating',
});
