import fc from 'fast-check';
import { graphql, parse, validate, type GraphQLScalarType } from 'graphql';
import { asInputError } from '../src/kernel/graphql/input-errors';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import {
  CalendarDate,
  DateTime,
  DivisionCode,
  Duration,
  GeoJSON,
  JSONValue,
  refuseUnstorableText,
  USCC,
} from '../src/kernel/graphql/scalars';
import { organisationCheck, usccCheck, usccFault } from '../src/kernel/graphql/uscc';
import { sdlSubgraph } from './support/sdl-subgraph';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const text = (length: number, from: string[]) =>
  fc.array(fc.constantFrom(...from), { minLength: length, maxLength: length }).map((all) => all.join(''));

/** Valid codes: authority and division, organisation code with its check, whole check. X is a check only. */
const validCode = fc
  .tuple(text(8, ALPHABET), text(8, ALPHABET))
  .map(([head, organisation]) => `${head}${organisation}${organisationCheck(organisation)}`)
  .map((code) => code + usccCheck(code));

describe('USCC', () => {
  // Published: the standard's own example, and a public body.
  test.each(['91350100M000100Y43', '91110000802100433B'])('takes %s', (code) => {
    expect(USCC.parseValue(code)).toBe(code);
  });

  test('takes every code with right check characters', () => {
    fc.assert(fc.property(validCode, (code) => usccFault(code) === null));
  });

  test('notices any one wrong character', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), fc.constantFrom(...ALPHABET), (code, at, other) => {
        fc.pre(code[at] !== other);
        expect(usccFault(code.slice(0, at) + other + code.slice(at + 1))).not.toBeNull();
      }),
    );
  });

  test('notices two neighbours that changed places', () => {
    fc.assert(
      fc.property(validCode, fc.nat(15), (code, at) => {
        fc.pre(code[at] !== code[at + 1]);
        const swapped = code.slice(0, at) + code[at + 1]! + code[at]! + code.slice(at + 2);
        expect(usccFault(swapped)).not.toBeNull();
      }),
    );
  });

  test('names the rule that is broken', () => {
    const body = '91350100M000100Y';
    const wrongInside = `${body}5`;
    expect(usccFault('91350100M000100Y44')).toContain('GB 32100-2015');
    expect(usccFault(wrongInside + usccCheck(wrongInside))).toContain('GB 11714');
    expect(usccFault('91350100m000100y43')).toContain('capital');
  });
});

const cases: [GraphQLScalarType, taken: [unknown, unknown][], refused: unknown[]][] = [
  [
    DateTime,
    [
      ['2024-02-29T23:59:59+08:00', new Date('2024-02-29T15:59:59Z')],
      ['2024-02-29T00:00:00.5Z', new Date('2024-02-29T00:00:00.500Z')],
    ],
    [
      '2023-02-29T00:00:00Z',
      '2024-02-29',
      '2024-02-29T00:00:00',
      '2024-01-01T25:00:00Z',
      5,
      '',
      null,
      '0000-01-01T00:00:00Z',
    ],
  ],
  [
    CalendarDate,
    [
      ['2024-02-29', '2024-02-29'],
      ['0099-12-31', '0099-12-31'],
    ],
    [
      '2023-02-29',
      '2024-13-01',
      '2024-00-10',
      '0000-01-01',
      '2024-1-1',
      '20240101',
      '2024-01-01T00:00:00Z',
      20240101,
    ],
  ],
  [
    DivisionCode,
    [
      ['14', '14'],
      ['1407', '1407'],
      ['140781', '140781'],
      ['140781001', '140781001'],
      ['140781001002', '140781001002'],
    ],
    ['1', '140', '14078', '1407810', '1407810010', '14078100100２', '14%', '', 140781],
  ],
  [
    Duration,
    [
      ['PT15M', 'PT15M'],
      ['P1DT2H', 'P1DT2H'],
    ],
    ['P', 'PT', '15m', 'PT5', 15, 'P1D\n'],
  ],
  [
    GeoJSON,
    [
      [
        { type: 'Point', coordinates: [111.9, 37.0] },
        { type: 'Point', coordinates: [111.9, 37.0] },
      ],
    ],
    [{ type: 'Point' }, 'POINT(1 2)', 5, { type: 'Feature', geometry: null, properties: { a: '\u0000' } }],
  ],
  [JSONValue, [[{ a: [1, '汾𠀀'] }, { a: [1, '汾𠀀'] }]], [{ a: ['\ud800'] }, { 'a\u0000': 1 }, '\u0000']],
];

describe.each(cases)('%s', (scalar, taken, refused) => {
  test.each(taken)('takes %j', (input, value) => expect(scalar.parseValue(input)).toEqual(value));
  test.each(refused.map((value) => [value]))('refuses %j in few words, without repeating it', (input) => {
    expect(() => scalar.parseValue(input)).toThrow(new RegExp(`^${scalar.name} .{5,100}$`));
  });
});

test('gives out moments in UTC and passes on ISO strings', () => {
  expect(DateTime.serialize(new Date('2024-05-01T08:00:00+08:00'))).toBe('2024-05-01T00:00:00.000Z');
  expect(DateTime.serialize('2024-05-01T08:00:00+08:00')).toBe('2024-05-01T00:00:00.000Z');
  expect(() => DateTime.serialize(new Date('x'))).toThrow('DateTime');
});

describe('a wrong input', () => {
  refuseUnstorableText();
  const subgraph = sdlSubgraph(
    'probe',
    /* GraphQL */ `
      scalar USCC
      scalar Date
      enum Level {
        RED
      }
      input Filter {
        uscc: [USCC!]
        on: Date
        level: Level
        text: String
      }
      type Query {
        firm(uscc: USCC, filter: Filter, name: String, id: ID, first: Int): String
      }
    `,
    { resolvers: { Query: { firm: (_: unknown, args: unknown) => JSON.stringify(args) } } },
  );
  for (const scalar of [USCC, CalendarDate])
    Object.assign(subgraph.schema.getType(scalar.name)!, {
      parseValue: scalar.parseValue,
      parseLiteral: scalar.parseLiteral,
    });
  const schema = joinSubgraphs([subgraph]);
  const long = 'x'.repeat(50_000);

  test.each([
    ['{ firm(uscc: "123") }', {}, 'uscc', 'uscc: USCC must be 18'],
    [
      'query Q { first: firm(name: "a") firm(filter: {uscc: ["91350100M000100Y43", "123"]}) }',
      {},
      'filter',
      'filter: USCC must be 18',
    ],
    ['LONG', {}, 'uscc', 'uscc: USCC must be 18'],
    ['{ firm(name: "\\u0000") }', {}, 'name', 'name: String must be well-formed'],
    ['{ firm(id: "\\ud800") }', {}, undefined, 'Syntax Error'],
    ['query ($code: USCC) { firm(uscc: $code) }', { code: '123' }, 'uscc', 'uscc: USCC must be 18'],
    [
      'query ($f: Filter) { firm(filter: $f) }',
      { f: { uscc: ['1'] } },
      'filter.uscc[0]',
      'filter.uscc[0]: USCC must be 18',
    ],
    [
      'query ($d: Date) { firm(filter: {on: $d}) }',
      { d: '2023-02-29' },
      'filter',
      'filter: Date is not a day',
    ],
    ['query ($f: Filter) { firm(filter: $f) }', { f: { level: long } }, 'filter.level', 'filter.level: '],
    ['query ($f: Filter) { firm(filter: $f) }', { f: { [long]: 1 } }, 'filter', 'filter: '],
    [
      'query ($f: Filter) { firm(filter: $f) }',
      { f: { text: `a; b at "f.no"; ${long}`, nope: 1 } },
      'filter',
      'filter: Field "nope" is not defined by type "Filter".',
    ],
    ['query ($n: String) { firm(name: $n) }', { n: 'a\ud800' }, 'name', 'name: String must be well-formed'],
    ['query ($n: String) { firm(name: $n) }', { n: [long] }, 'name', 'name: '],
    ['query ($n: Int!) { firm(first: $n) }', {}, 'first', 'first: of required type "Int!" was not provided'],
    ['query ($n: Int) { firm(first: $n) }', { n: 1e12 }, 'first', 'first: Int '],
    ['{ firm(first: "5") }', {}, 'first', 'first: Int got a value of another kind'],
    ['{ firm(first: 2147483648) }', {}, 'first', 'first: Int got a value of another kind'],
    ['{ firm(name: 5) }', {}, 'name', 'name: String got a value of another kind'],
    ['{ firm(filter: {level: BLUE}) }', {}, 'filter', 'filter: Value "BLUE" does not exist'],
    ['{ firm(filter: {level: "RED"}) }', {}, 'filter', 'filter: Enum "Level" got'],
    ['{ firm(filter: 5) }', {}, 'filter', 'filter: Expected value of type "Filter"'],
  ])('%s names its argument', async (asked, variableValues, argument, message) => {
    const source = asked === 'LONG' ? `{ firm(uscc: "${long}") }` : asked;
    let errors = [];
    try {
      errors = [...validate(schema, parse(source))];
    } catch (error) {
      errors = [error as never];
    }
    if (errors.length === 0) errors = [...((await graphql({ schema, source, variableValues })).errors ?? [])];
    const error = asInputError(errors[0]!);
    expect(error.message).toContain(message);
    expect(error.message.length).toBeLessThan(250);
    if (message.endsWith('.')) expect(error.message).toBe(message);
    if (argument) expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
  });

  test('of another kind stays what it is', () => {
    const [error] = validate(schema, parse('{ farm }'));
    expect(asInputError(error!)).toBe(error);
  });
});
