import { Types } from 'mysql2';
import { jsonOfRow, textOf, type Column } from '../src/kernel/ingest/transports/sql-mysql-row';
import {
  afterKeyStatement,
  cityMoment,
  columnOf,
  rowsStatement,
  strayStatement,
} from '../src/kernel/ingest/transports/sql-mysql-statements';

const UTF8 = 45;
const BINARY = 63;
const column = (type: keyof typeof Types, more: Partial<Column> = {}): Column =>
  ({ name: 'c', columnType: Types[type], columnLength: 20, characterSet: BINARY, ...more }) as Column;
const text = (more: Partial<Column> = {}) => column('VAR_STRING', { characterSet: UTF8, ...more });

describe('a cell in JSON', () => {
  test.each<[string, Column, string | Buffer | null, string]>([
    ['nothing', text(), null, 'null'],
    ['a text', text(), '汾"\\\n', '"汾\\"\\\\\\n"'],
    ['a text with U+0000, for the pipeline to refuse', text(), 'a\0b', '"a\\u0000b"'],
    ['a whole number', column('LONGLONG'), '-9007199254740993', '-9007199254740993'],
    ['a number filled with zeros', column('LONG'), '00042', '42'],
    ['zero filled with zeros', column('LONG'), '00000', '0'],
    ['all digits of a decimal', column('NEWDECIMAL'), '0012.5000', '12.5000'],
    ['a small decimal', column('NEWDECIMAL'), '-0.10', '-0.10'],
    ['a float', column('DOUBLE'), '1e-7', '1e-7'],
    ['a year', column('YEAR', { columnLength: 4 }), '2026', '2026'],
    ['yes', column('TINY', { columnLength: 1 }), '1', 'true'],
    ['no', column('TINY', { columnLength: 1 }), '0', 'false'],
    ['a small number that is no boolean', column('TINY', { columnLength: 4 }), '1', '1'],
    ['a state where others have a boolean', column('TINY', { columnLength: 1 }), '2', '2'],
    ['one bit', column('BIT', { columnLength: 1 }), Buffer.from([1]), 'true'],
    ['ten bits', column('BIT', { columnLength: 10 }), Buffer.from([2, 1]), '513'],
    ['a date', column('DATE'), '2026-03-01', '"2026-03-01"'],
    ['a zero date', column('DATE'), '0000-00-00', 'null'],
    [
      'a moment, in city time',
      column('DATETIME'),
      '2026-03-01 10:00:00.123456',
      '"2026-03-01T10:00:00.123456+08:00"',
    ],
    ['a timestamp', column('TIMESTAMP'), '2026-03-01 10:00:00', '"2026-03-01T10:00:00+08:00"'],
    ['a zero moment', column('DATETIME'), '0000-00-00 00:00:00', 'null'],
    ['a time of day', column('TIME'), '10:00:00', '"10:00:00"'],
    ['bytes', column('BLOB'), Buffer.from([0, 255]), '"\\\\x00ff"'],
    ['JSON', column('JSON'), '{"a":[1.50]}', '{"a":[1.50]}'],
    ['what calls itself JSON and is none', column('JSON'), '{"a', '"{\\"a"'],
  ])('%s', (_, one, cell, json) => {
    const bytes = typeof cell === 'string' ? Buffer.from(cell) : cell;
    expect(jsonOfRow([one], [bytes])).toBe(`{"c":${json}}`);
    expect(JSON.parse(jsonOfRow([one], [bytes]))).toHaveProperty('c');
  });

  test('has its name quoted', () =>
    expect(jsonOfRow([text({ name: '名"称' })], [null])).toBe('{"名\\"称":null}'));
});

describe('a statement', () => {
  const columns = [
    text({ name: 'id`x' }),
    column('LONGLONG', { name: 'n' }),
    column('DATETIME', { name: 'at' }),
    column('BLOB', { name: 'doc', characterSet: UTF8 }),
  ];
  const reading = {
    ...{ table: 'plant.ta`nk', order: { watermark: 'at', key: ['n', 'id`x'] } },
    ...{ settledBefore: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-03-01T00:05:00Z') },
  };
  const asked = { columns, limit: 500 };
  const hex = (value: string) => `_utf8mb4 x'${Buffer.from(value).toString('hex')}'`;

  test('goes on behind a place, values as hexadecimal, and cuts what may be long', () => {
    const place = { watermark: '2026-02-28 12:00:00.5', key: ['9007199254740993', `a' or 1=1 --`] };
    const statement = rowsStatement(reading, place, asked).replace(/\s+/g, ' ');
    const at = hex(place.watermark);
    expect(statement).toBe(
      `select \`id\`\`x\`, \`n\`, \`at\`, left(\`doc\`, 65537) as \`doc\` from \`plant\`.\`ta\`\`nk\`` +
        ` where \`at\` <= ${hex('2026-03-01 08:05:00.000')} and \`n\` is not null and \`id\`\`x\` is not null` +
        ` and \`at\` >= ${at} and (\`at\` > ${at} or \`n\` >= 9007199254740993 and (\`n\` > 9007199254740993 or` +
        ` \`id\`\`x\` > ${hex(`a' or 1=1 --`)})) order by \`at\`, \`n\`, \`id\`\`x\` limit 500`,
    );
  });

  test('never holds what pretends to be a number', () => {
    const key = { table: 't', key: ['n'] };
    expect(afterKeyStatement(key, ['1 or 1=1'], asked)).toContain(`\`n\` > ${hex('1 or 1=1')}\n`);
  });

  test('needs a watermark that is a time, and columns that are there', () => {
    const by = (watermark: string) => () =>
      strayStatement({ ...reading, order: { watermark, key: ['n'] } }, asked);
    expect(by('n')).toThrow('column n is no time');
    expect(by('none')).toThrow('column none does not exist');
    expect(() => columnOf(columns, 'x')).toThrow('column x does not exist');
  });

  test('knows the city’s time', () =>
    expect(cityMoment(new Date('2026-12-31T16:00:00.007Z'))).toBe('2027-01-01 00:00:00.007'));
});

test('a key of bytes is named by its digits', () =>
  expect(textOf(column('STRING'), Buffer.from([0, 255]))).toBe('00ff'));
