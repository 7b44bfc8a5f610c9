import {
  getNullableType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
  type GraphQLObjectType,
} from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraph, type BuiltSubgraph } from '../src/kernel/graphql/build-subgraph';
import { entitiesOf } from '../src/kernel/graphql/graph-map';
import { keysOf } from '../src/kernel/graphql/federation-rules';
import { joinSubgraphs } from '../src/kernel/graphql/join';
import { sdlFiles, undeclaredBreaks } from '../src/kernel/graphql/sdl-files';
import { subgraphs } from '../src/subgraphs';
import { sdlSubgraph } from './support/sdl-subgraph';

const FOLDER = join('src', 'schema', 'sdl');
const EXAMPLES = join('src', 'schema', 'examples');

const built = async () =>
  Promise.all(Object.values(subgraphs).map(async (load) => buildSubgraph(await load())));

test('the committed SDL is what the classes give', async () => {
  const files = sdlFiles(await built());
  const names = [...Object.keys(subgraphs), 'api', 'supergraph'];
  expect([...files.keys()].sort()).toEqual(names.map((name) => `${name}.graphql`).sort());
  for (const [name, text] of files) expect(readFileSync(join(FOLDER, name), 'utf8')).toBe(text);
});

test('the map of the graph says who owns a type, who adds to it and who refers to it', () => {
  const subgraph = (name: string, sdl: string) => ({ name, title: `${name} · ${name}`, connectors: [], sdl });
  const [depot, keeper] = entitiesOf([
    subgraph('depots', 'type Depot @key(fields: "id") { id: ID! name: String } type Line { qty: Int }'),
    subgraph(
      'rescue',
      'type Depot @key(fields: "id") { id: ID! } type Keeper @key(fields: "a b") { a: ID b: ID }',
    ),
    subgraph('risk', 'type Depot @key(fields: "id") { id: ID! risk: Int }'),
  ]);
  expect(depot).toEqual({
    ...{ name: 'Depot', key: 'id', owner: 'depots' },
    others: [
      { subgraph: 'rescue', fields: [] },
      { subgraph: 'risk', fields: ['risk'] },
    ],
  });
  expect(keeper).toEqual({ name: 'Keeper', key: 'a b', owner: 'rescue', others: [] });
});

test('the example operations fit the joined schema', async () => {
  const schema = joinSubgraphs(await built());
  for (const name of readdirSync(EXAMPLES).filter((file) => file.endsWith('.graphql'))) {
    const document = parse(readFileSync(join(EXAMPLES, name), 'utf8'));
    expect([name, validate(schema, document).map(({ message }) => message)]).toEqual([name, []]);
  }
});

test('what belongs to another subgraph may be null, so that a dead one blanks no board', async () => {
  const all = await built();
  const owned = new Map([...ownedTypes(all)]);
  const tooStrict: string[] = [];
  for (const { name, schema } of all)
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) || type.name.startsWith('__')) continue;
      for (const field of Object.values(type.getFields())) {
        const foreign = (other: string) => owned.has(other) && owned.get(other) !== name;
        const adds = type.name === 'Query' || (foreign(type.name) && !isKey(type, field.name));
        if (isNonNullType(field.type) && (adds || foreign(String(getNullableType(field.type)))))
          tooStrict.push(`${name} ${type.name}.${field.name}: ${String(field.type)}`);
      }
    }
  expect(tooStrict).toEqual([]);
});

/** The home of an entity is the subgraph that knows most of it. */
function* ownedTypes(all: readonly BuiltSubgraph[]): Iterable<[type: string, home: string]> {
  const names = new Set(all.flatMap(({ references }) => Object.keys(references)));
  for (const name of names) {
    const size = ({ schema }: BuiltSubgraph) => {
      const type = schema.getType(name);
      return isObjectType(type)
        ? Object.values(type.getFields()).filter((field) => isNonNullType(field.type)).length
        : 0;
    };
    yield [name, [...all].sort((a, b) => size(b) - size(a))[0]!.name];
  }
}

const isKey = (type: GraphQLObjectType, field: string) =>
  keysOf(type, '').some(({ fields }) => fields.includes(field));

describe('a breaking change', () => {
  const released = 'type Query { a: Int b(x: Int): Int }';
  const broken = 'type Query { b(x: Int!): Int }';

  test('is found unless it is declared word for word', () => {
    expect(undeclaredBreaks(released, broken, '')).toEqual([
      'Query.a was removed.',
      'Query.b arg x has changed type from Int to Int!.',
    ]);
    expect(undeclaredBreaks(released, broken, '- Query.a was removed.\n')).toHaveLength(1);
  });

  test('is not what only adds', () => {
    expect(undeclaredBreaks(released, 'type Query { a: Int b(x: Int, y: Int): Int c: Int }', '')).toEqual([]);
  });
});

test('subgraphs that do not compose are refused', () => {
  const one = sdlSubgraph('one', 'type Query { a: Int } type T @key(fields: "id") { id: ID! x: Int }');
  const other = sdlSubgraph('other', 'type Query { b: Int } type T @key(fields: "id") { id: ID! x: Int }');
  expect(() => sdlFiles([one, other])).toThrow(/do not compose:\n.*T\.x/);
});
