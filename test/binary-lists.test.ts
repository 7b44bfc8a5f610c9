import fc from 'fast-check';
import { flagList, numberList, textList, timeList } from '../src/kernel/database/binary-lists';
import type { OpenedDatabase } from '../src/kernel/database/open-database';
import { openTestDatabase } from './support/database';

let opened: OpenedDatabase;
beforeAll(async () => {
  opened = await openTestDatabase();
});
afterAll(() => opened.close());

const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });

test('a list arrives in the database as it is, and comes back', async () => {
  const row = fc.record({
    text: orNull(fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'))),
    time: orNull(
      fc.date({ min: new Date('1800-01-01Z'), max: new Date('2200-01-01Z'), noInvalidDate: true }),
    ),
    number: orNull(fc.double({ noNaN: true })),
    flag: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 30 }), async (rows) => {
      const found = await opened.database.query(
        `select text, (extract(epoch from time) * 1000)::text as ms, number::text, flag
         from unnest($1::text[], $2::timestamptz[], $3::float8[], $4::boolean[]) u(text, time, number, flag)`,
        [
          textList(rows, ({ text }) => text),
          timeList(rows, ({ time }) => time),
          numberList(rows, ({ number }) => number),
          flagList(rows, ({ flag }) => flag),
        ],
      );
      const seen = found.map(({ ms, number, ...rest }) => ({
        ...rest,
        time: ms === null ? null : Number(ms),
        number: number === null ? null : Number(number),
      }));
      expect(seen).toEqual(rows.map(({ time, ...rest }) => ({ ...rest, time: time && time.getTime() })));
    }),
    { numRuns: 50, examples: [[[{ text: '甲 "a", \\{}', time: new Date(-1), number: -0, flag: true }]]] },
  );
});

test('a list of another type is refused', async () => {
  await expect(
    opened.database.query('select unnest($1::float8[])', [textList(['a'], String)]),
  ).rejects.toThrow('element type');
});
