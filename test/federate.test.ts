import { graphql } from 'graphql';
import { federationSchema } from '../src/kernel/graphql/federate';
import { refuseUnstorableText } from '../src/kernel/graphql/scalars';
import { sdlSubgraph } from './support/sdl-subgraph';

refuseUnstorableText();

const schema = federationSchema(
  sdlSubgraph(
    'depots',
    /* GraphQL */ `
      directive @key(fields: String!, resolvable: Boolean = true) repeatable on OBJECT
      type Query {
        depots: [Depot!]
      }
      type Depot @key(fields: "id") @key(fields: "city number") {
        id: ID!
        city: String!
        number: Int!
      }
      type Plain {
        id: ID!
      }
    `,
    { references: { Depot: (key) => ({ id: 'D1', city: '介休', number: 1, ...key }) } },
  ),
);

const entities = async (...representations: object[]) => {
  const { data, errors = [] } = await graphql({
    schema,
    source: 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Depot { id city } } }',
    variableValues: { r: representations },
    contextValue: {},
  });
  return { found: data?._entities, refused: errors.map(({ path, extensions }) => ({ path, ...extensions })) };
};

describe('_entities', () => {
  test('finds by any whole key', async () => {
    const { found, refused } = await entities(
      { __typename: 'Depot', id: 7 },
      { __typename: 'Depot', city: '汾阳', number: 2 },
    );
    expect(refused).toEqual([]);
    expect(found).toEqual([
      { id: '7', city: '介休' },
      { id: 'D1', city: '汾阳' },
    ]);
  });

  test.each([
    ['of a type without keys', { __typename: 'Plain', id: '1' }, '.__typename'],
    ['of an unknown type', { __typename: '__proto__', id: '1' }, '.__typename'],
    ['without a key', { __typename: 'Depot' }, ''],
    ['with half a key', { __typename: 'Depot', city: '介休' }, ''],
    ['with a key of null', { __typename: 'Depot', id: null }, ''],
    ['with a key of another kind', { __typename: 'Depot', id: {} }, '.id'],
    ['with a key that no text can be', { __typename: 'Depot', id: '\u0000' }, '.id'],
  ])('a reference %s is refused by name, its neighbours are answered', async (_, wrong, place) => {
    const { found, refused } = await entities({ __typename: 'Depot', id: 'D1' }, wrong);
    expect(found).toEqual([{ id: 'D1', city: '介休' }, null]);
    expect(refused).toEqual([
      { path: ['_entities', 1], code: 'BAD_USER_INPUT', argument: `representations[1]${place}` },
    ]);
  });
});
