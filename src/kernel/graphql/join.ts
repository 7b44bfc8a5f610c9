import {
  getNamedType,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLFieldConfig,
  type GraphQLNamedType,
  type GraphQLNullableType,
  type GraphQLType,
} from 'graphql';
import type { BuiltSubgraph } from './build-subgraph';
import type { HubContext } from './context';
import { collectDefinitions, type Definition, type Owned } from './definitions';
import { refuseUnsupported } from './federation-rules';
import { planJoin, type JoinPlan } from './join-plan';
import { carriedResolver, plainResolver, typeResolver } from './join-resolvers';

/**
 * Joins subgraphs into one executable schema that plain graphql-js and graphql-jit run. An object of a type that several
 * subgraphs know carries its origin; a field of another subgraph asks that one's reference resolver once per object,
 * then the field's own resolver. Throws JoinError on what it cannot answer as a federation gateway would.
 */
export function joinSubgraphs(subgraphs: readonly BuiltSubgraph[]): GraphQLSchema {
  for (const subgraph of subgraphs) refuseUnsupported(subgraph);
  const plan = planJoin(subgraphs, collectDefinitions(subgraphs));
  const types = new Map<string, GraphQLNamedType>();
  const named = (name: string) => types.get(name)!;
  for (const [name, definitions] of plan.definitions) types.set(name, joinType(definitions, plan, named));
  const root = (name: string) => types.get(name) as GraphQLObjectType | undefined;
  return new GraphQLSchema({
    query: root('Query'),
    mutation: root('Mutation'),
    subscription: root('Subscription'),
    types: [...types.values()],
  });
}

type Named = (name: string) => GraphQLNamedType;

function joinType(definitions: readonly Definition[], plan: JoinPlan, named: Named): GraphQLNamedType {
  const { type } = definitions[0]!;
  const description = definitions.map((one) => one.type.description).find(Boolean);
  if (isObjectType(type))
    return new GraphQLObjectType<unknown, HubContext>({
      name: type.name,
      description,
      interfaces: () => interfacesOf(definitions, named),
      fields: () => {
        const fields = [...plan.fields.get(type.name)!.values()];
        return Object.fromEntries(
          fields.map((owned) => [owned.field.name, joinField(type.name, owned, plan, named)]),
        );
      },
    });
  if (isUnionType(type))
    return new GraphQLUnionType({
      name: type.name,
      description,
      types: () => type.getTypes().map((member) => named(member.name) as GraphQLObjectType),
      resolveType: typeResolver(definitions, plan),
    });
  if (isInputObjectType(type))
    return new GraphQLInputObjectType({
      ...type.toConfig(),
      description,
      fields: () => fieldsOf(type, named),
    });
  if (!isInterfaceType(type)) return type;
  return new GraphQLInterfaceType({
    name: type.name,
    description,
    interfaces: () => interfacesOf(definitions, named),
    fields: () => fieldsOf(type, named),
    resolveType: typeResolver(definitions, plan),
  });
}

/** The fields of the first definition, with the types of the whole graph. */
function fieldsOf<Field extends { type: GraphQLType }>(
  type: { toConfig(): { fields: Record<string, Field> } },
  named: Named,
): Record<string, Field> {
  const { fields } = type.toConfig();
  for (const field of Object.values(fields)) field.type = renamed(field.type, named);
  return fields;
}

function interfacesOf(definitions: readonly Definition[], named: Named): GraphQLInterfaceType[] {
  const all = definitions.flatMap(({ type }) =>
    isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().map(({ name }) => name) : [],
  );
  return [...new Set(all)].map((name) => named(name) as GraphQLInterfaceType);
}

function joinField(
  typeName: string,
  owned: Owned,
  plan: JoinPlan,
  named: Named,
): GraphQLFieldConfig<unknown, HubContext> {
  const { field } = owned;
  const carried = plan.carried.has(typeName);
  return {
    type: renamed(field.type, named),
    args: Object.fromEntries(
      field.args.map(({ name, type, description, defaultValue, deprecationReason }) => [
        name,
        { type: renamed(type, named), description, defaultValue, deprecationReason },
      ]),
    ),
    description: field.description,
    deprecationReason: field.deprecationReason,
    extensions: field.extensions,
    resolve: carried ? carriedResolver(typeName, owned, plan) : plainResolver(owned, plan),
    subscribe: field.subscribe,
  };
}

function renamed<Type extends GraphQLType>(type: Type, named: Named): Type {
  const inner = isNonNullType(type) || isListType(type) ? renamed(type.ofType, named) : null;
  if (isNonNullType(type)) return new GraphQLNonNull(inner as GraphQLNullableType) as Type;
  if (isListType(type)) return new GraphQLList(inner as GraphQLType) as Type;
  return named(getNamedType(type).name) as Type;
}
