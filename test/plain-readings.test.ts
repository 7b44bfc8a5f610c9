import fc from 'fast-check';
import { monitoringPlatform } from '../src/connectors/monitoring-platform';
import type { Mapped } from '../src/kernel/ingest/contract';

const stream = monitoringPlatform.streams.find(({ name }) => name === 'readings')!;
const frame = { channel: 'monitoring/S1/readings', receivedAt: new Date('2026-11-01T00:00:00Z') };

/** As the stream's own schema and mapping have it; null: refused. */
function strictly(raw: unknown): Mapped | null {
  const parsed = stream.record.safeParse(raw);
  return parsed.success ? stream.map(parsed.data, frame) : null;
}

const times = fc.constantFrom<unknown>(
  ...['2026-11-01T08:00:00Z', '2026-11-01T08:00:00.123+08:00', '2026-11-01T08:00:00', '2026-02-30T00:00:00Z'],
  ...['2026-11-01', 'now', '', ' 2026-11-01T08:00:00Z', 1_793_520_000_000, null, undefined, {}],
);
const odd = fc.constantFrom<unknown>(
  '',
  'P1',
  ' ',
  0,
  1.5,
  NaN,
  Infinity,
  null,
  undefined,
  true,
  [],
  {},
  'good',
);
const qualities = fc.constantFrom<unknown>(
  ...['good', 'uncertain', 'bad', 'substituted', 'calibrating', 'GOOD', 'toString', '__proto__', null, 1],
);
const reading = fc.record(
  {
    at: fc.oneof(fc.constant('2026-11-01T08:00:00Z'), times),
    point: fc.oneof(fc.string(), odd),
    v: fc.oneof(fc.double(), odd),
    text: fc.oneof(fc.constant(undefined), odd),
    q: fc.oneof(fc.constant('good'), qualities),
    more: odd,
  },
  { requiredKeys: [] },
);

test('what is read of a plain reading is what the schema and the mapping make of it', () => {
  let plain = 0;
  fc.assert(
    fc.property(fc.oneof(reading, odd), (raw) => {
      const mapped = stream.plain!(raw);
      if (mapped === null) return;
      plain++;
      expect(mapped).toEqual(strictly(raw));
    }),
    { numRuns: 3_000, examples: [[{ at: '', point: 'P1', v: 1.5, q: 'good' }]] },
  );
  expect(plain).toBeGreaterThan(20);
  const usual = { at: '2026-11-01T08:00:00Z', point: 'P1', v: 0.2, q: 'good' };
  expect(stream.plain!(usual)).toEqual(strictly(usual));
});
