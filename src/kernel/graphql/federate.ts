import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  type GraphQLFieldConfig,
  type GraphQLResolveInfo,
} from 'graphql';
import type { BuiltSubgraph } from './build-subgraph';
import type { HubContext } from './context';
import { keysOf } from './federation-rules';
import { joinSubgraphs } from './join';
import { checkedRepresentation, type Representation } from './representation';

const Any = new GraphQLScalarType<Representation>({
  name: '_Any',
  description: '联邦实体引用 · A reference to an entity, sent by a federation gateway',
  parseValue(value) {
    if (typeof value === 'object' && value !== null && '__typename' in value) return value as Representation;
    throw new TypeError('_Any must be an object with __typename');
  },
});

/** What one subgraph serves on its own, to a federation gateway: its schema with `_service` and `_entities`. */
export function federationSchema(built: BuiltSubgraph): GraphQLSchema {
  const schema = joinSubgraphs([built]);
  const config = schema.toConfig();
  const query = schema.getQueryType()!;
  const { fields, ...root } = query.toConfig();
  const entities = entitiesField(built, schema);
  return new GraphQLSchema({
    ...config,
    query: new GraphQLObjectType({
      ...root,
      fields: { ...fields, _service: serviceField(built.sdl), ...(entities && { _entities: entities }) },
    }),
    types: config.types.filter((type) => type !== query),
  });
}

function serviceField(sdl: string): GraphQLFieldConfig<unknown, HubContext> {
  const type = new GraphQLObjectType({ name: '_Service', fields: { sdl: { type: GraphQLString } } });
  return { type: new GraphQLNonNull(type), resolve: () => ({ sdl }) };
}

function entitiesField(
  built: BuiltSubgraph,
  schema: GraphQLSchema,
): GraphQLFieldConfig<unknown, HubContext> | undefined {
  const types = Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => {
    const own = built.schema.getType(type.name);
    return own instanceof GraphQLObjectType && keysOf(own, built.name).some(({ resolvable }) => resolvable);
  });
  if (types.length === 0) return undefined;
  const typenames = new WeakMap<object, string>();
  const entity = new GraphQLUnionType({
    name: '_Entity',
    types,
    resolveType: (value: object) => typenames.get(value),
  });
  return {
    type: new GraphQLNonNull(new GraphQLList(entity)),
    args: { representations: { type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(Any))) } },
    resolve: (_root, args, context, info) => {
      const { representations } = args as { representations: Representation[] };
      const found = representations.map((one, at) =>
        find(built, one, { argument: `representations[${at}]`, context, info, typenames }),
      );
      return Promise.all(found);
    },
  };
}

interface Finding {
  argument: string;
  context: HubContext;
  info: GraphQLResolveInfo;
  typenames: WeakMap<object, string>;
}

/** The entity, null, or the Error that stands for it in the list. */
async function find(
  built: BuiltSubgraph,
  sent: Representation,
  { argument, context, info, typenames }: Finding,
): Promise<object | null> {
  try {
    const reference = checkedRepresentation(built, sent, argument);
    const resolve = built.references[reference.__typename]!;
    const entity = (await resolve(reference, context, info)) as object | null | undefined;
    if (!entity) return null;
    typenames.set(entity, reference.__typename);
    return entity;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
