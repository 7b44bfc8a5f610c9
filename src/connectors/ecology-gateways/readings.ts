import { z } from 'zod';
import { RecordRejected } from '../../kernel/errors';
import { stream, type MappedReading, type Stream } from '../../kernel/ingest/contract';
import { moment, text } from '../../kernel/ingest/fields';
import { timeOf } from '../../kernel/ingest/protocols/hj212-packet';

/** What a flag says of a value (HJ 212-2017, table 5). Over range is uncertain: the danger may be greater, never less. */
const QUALITIES: Readonly<Record<string, MappedReading['quality']>> = {
  ...{ N: 'GOOD', C: 'GOOD', T: 'UNCERTAIN', S: 'SUBSTITUTED' },
  ...{ F: 'BAD', M: 'BAD', D: 'BAD', B: 'BAD' },
};
const CALIBRATING = 'C';

/** A device that flags nothing does not say that all is well. */
const qualityOf = (flag?: string): MappedReading['quality'] => (flag && QUALITIES[flag]) || 'UNCERTAIN';

const value = z
  .string()
  .regex(/^[+-]?\d+(\.\d+)?$/, 'is no number')
  .transform(Number);

const record = z
  .object({
    mn: text,
    factor: text,
    at: moment,
    value: value.optional(),
    flag: z.enum(Object.keys(QUALITIES)).optional(),
  })
  .refine(({ value: v, flag }) => v !== undefined || qualityOf(flag) === 'BAD', {
    path: ['value'],
    message: 'is missing, though the flag says that there is one',
  });

type Reading = z.infer<typeof record>;

const toReading = ({ at, value: v, flag }: Reading, sensorId: string): MappedReading => ({
  ...{ sensorId, at, value: v ?? null },
  ...{ quality: qualityOf(flag), calibrating: flag === CALIBRATING },
});

/** A frame bundles what one device measures at one moment; each factor is a record of its own. */
export const readings = stream({
  name: 'readings',
  channel: '2011/+',
  format: 'hj212',
  split: factorsOf('Rtd'),
  record,
  map: (one) => ({ readings: [toReading(one, `${one.mn}-${one.factor}`)] }),
});

/** Averages of a minute, an hour and a day: of points of their own, so that they judge no alarm of the real-time value. */
export const averages: Stream[] = Object.entries({ minutes: '2051', hours: '2061', days: '2031' }).map(
  ([name, command]) =>
    stream({
      ...{ name, channel: `${command}/+`, format: 'hj212', record },
      split: factorsOf('Avg'),
      map: (one) => ({ readings: [toReading(one, `${one.mn}-${one.factor}-${command}`)] }),
    }),
);

/** The moment of the frame holds for every factor that has no sampling time of its own. */
function factorsOf(kind: 'Rtd' | 'Avg') {
  return (raw: unknown): unknown[] => {
    const { qn, mn, at, factors } = raw as {
      qn: string;
      mn: string;
      at: string | null;
      factors: Record<string, Record<string, string>>;
    };
    const entries = Object.entries(factors);
    if (entries.length === 0) throw new RecordRejected('data: holds no factor');
    return entries.map(([factor, said]) => ({
      ...{ qn, mn, factor, at: said.SampleTime === undefined ? at : sampledAt(said.SampleTime) },
      // a device that is out of order has often nothing behind the sign
      ...{ value: said[kind] || undefined, flag: said.Flag },
    }));
  };
}

/** What is no time is refused as such, alone. */
function sampledAt(digits: string): string {
  try {
    return timeOf(digits);
  } catch {
    return digits;
  }
}
