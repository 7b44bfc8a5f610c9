import {
  getNamedType,
  isAbstractType,
  isObjectType,
  type GraphQLAbstractType,
  type GraphQLObjectType,
} from 'graphql';
import type { BuiltSubgraph } from './build-subgraph';
import { representationOf, type Crossing } from './carried';
import { checkWhole, keysIn, ownersOf, type Definition, type Owned } from './definitions';
import { JoinError } from './federation-rules';

/** What the join worked out before it builds anything. */
export interface JoinPlan {
  definitions: ReadonlyMap<string, readonly Definition[]>;
  /** Object type → field → owners. */
  fields: ReadonlyMap<string, Map<string, Owned>>;
  /** Object types whose values have to carry their origin. */
  carried: ReadonlySet<string>;
  /** How an object of a type of subgraph `from` is found in subgraph `to`. */
  crossing(typeName: string, from: number, to: number): Crossing | undefined;
}

type ObjectDefinitions = readonly Definition<GraphQLObjectType>[];

const ROOTS = ['Query', 'Mutation', 'Subscription'];

/** Settles owners, keys and carried types; throws JoinError on what cannot be answered. */
export function planJoin(
  subgraphs: readonly BuiltSubgraph[],
  definitions: ReadonlyMap<string, readonly Definition[]>,
): JoinPlan {
  const fields = new Map<string, Map<string, Owned>>();
  const crossings = new Map<string, Crossing>();
  for (const [name, all] of definitions) {
    if (!isObjectType(all[0]!.type)) continue;
    const objects = all as ObjectDefinitions;
    const owned = ownersOf(objects);
    fields.set(name, owned);
    if (ROOTS.includes(name) || objects.length === 1) continue;
    if (objects.every((one) => keysIn(one).length === 0)) checkWhole(objects, owned);
    else planCrossings(objects, owned, crossings);
  }
  return {
    definitions,
    fields,
    carried: carriedTypes(definitions, fields, crossings),
    crossing: (typeName, from, to) => crossings.get(crossingId(typeName, from, to)),
  };
}

const crossingId = (typeName: string, from: number, to: number) => `${typeName} ${from} ${to}`;

function planCrossings(
  objects: ObjectDefinitions,
  owned: Map<string, Owned>,
  crossings: Map<string, Crossing>,
): void {
  for (const from of objects) {
    const typeName = from.type.name;
    if (keysIn(from).length === 0)
      throw new JoinError(
        `${typeName} has no @key in ${from.subgraph.name}, but has one in another subgraph`,
      );
    for (const { field, owners } of owned.values()) {
      if (owners.has(from.origin)) continue;
      const to = objects.find(({ origin }) => owners.has(origin))!;
      const id = crossingId(typeName, from.origin, to.origin);
      if (!crossings.has(id)) crossings.set(id, crossingBetween(from, to, field.name));
    }
  }
}

function crossingBetween(
  from: Definition<GraphQLObjectType>,
  to: Definition<GraphQLObjectType>,
  field: string,
): Crossing {
  const typeName = from.type.name;
  const known = from.type.getFields();
  const key = keysIn(to).find(({ resolvable, fields }) => resolvable && fields.every((name) => known[name]));
  if (!key)
    throw new JoinError(
      `${typeName}.${field} of ${to.subgraph.name} cannot be reached from ${from.subgraph.name}: ` +
        `no resolvable @key of ${to.subgraph.name} consists of fields that ${from.subgraph.name} knows`,
    );
  const reference = to.subgraph.references[typeName];
  if (!reference)
    throw new JoinError(`${to.subgraph.name}: ${typeName} has a resolvable @key but no entry in references`);
  return { reference, representation: representationOf(from.subgraph, typeName, key) };
}

/** Grows until it is closed: a holder of carried values, or a mate in a union, has to be carried too. */
function carriedTypes(
  definitions: JoinPlan['definitions'],
  fields: JoinPlan['fields'],
  crossings: ReadonlyMap<string, Crossing>,
): Set<string> {
  const carried = new Set([...crossings.keys()].map((id) => id.split(' ')[0]!));
  const possible = new Map<string, string[]>();
  for (const [name, all] of definitions)
    if (isAbstractType(all[0]!.type)) possible.set(name, possibleTypes(all));
  const isCarried = (name: string) =>
    carried.has(name) || (possible.get(name) ?? []).some((one) => carried.has(one));
  const needsOrigin = (name: string, owned: Map<string, Owned>) =>
    definitions.get(name)!.length > 1 &&
    !ROOTS.includes(name) &&
    [...owned.values()].some(
      ({ owners, field }) =>
        [...owners.values()].some(({ resolve }) => resolve) || isCarried(getNamedType(field.type).name),
    );
  for (let before = -1; before !== carried.size;) {
    before = carried.size;
    for (const [name, owned] of fields) if (needsOrigin(name, owned)) carried.add(name);
    for (const [name, members] of possible)
      if (definitions.get(name)!.length > 1 || isCarried(name)) for (const one of members) carried.add(one);
  }
  return carried;
}

const possibleTypes = (all: readonly Definition[]): string[] => [
  ...new Set(
    all.flatMap(({ subgraph, type }) =>
      subgraph.schema.getPossibleTypes(type as GraphQLAbstractType).map(({ name }) => name),
    ),
  ),
];
