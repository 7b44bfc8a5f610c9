import {
  getNamedType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isAbstractType,
  getNullableType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
} from 'graphql';
import { Carried, isPromise, type Resolve } from './carried';
import type { HubContext } from './context';
import type { Definition, Owned } from './definitions';
import { takeEntries } from './entry-budget';
import type { JoinPlan } from './join-plan';
import { MissingEntity } from './missing-entity';

type Finish = (value: unknown, info: GraphQLResolveInfo, context: HubContext) => unknown;

/** Resolver of a field whose object's subgraph is known beforehand. undefined: plain property access will do. */
export function plainResolver(owned: Owned, plan: JoinPlan): Resolve | undefined {
  const [[origin, field]] = [...owned.owners] as [[number, Owned['field']]];
  if (!field.resolve && isLeafType(getNamedType(field.type))) return undefined;
  return ownResolver(origin, field, plan);
}

/** Resolver of a field of an object that carries its origin. */
export function carriedResolver(typeName: string, { owners }: Owned, plan: JoinPlan): Resolve {
  const byOrigin = new Map([...owners].map(([origin, field]) => [origin, ownResolver(origin, field, plan)]));
  const [[owner, resolveThere]] = [...byOrigin] as [[number, Resolve]];
  const origins = plan.definitions.get(typeName)!.map(({ origin }) => origin);
  const crossings = new Map(origins.map((from) => [from, plan.crossing(typeName, from, owner)]));
  const required = isNonNullType(owners.get(owner)!.type);
  const nothing = () => {
    if (required) throw new MissingEntity(typeName);
    return null;
  };
  return (source, args, context, info) => {
    const carried = source as Carried;
    const own = carried.origin === owner ? resolveThere : byOrigin.get(carried.origin);
    if (own) return own(carried.value, args, context, info);
    const there = carried.at(owner, crossings.get(carried.origin)!, context);
    if (isPromise(there))
      return there.then((value) => (value === null ? nothing() : resolveThere(value, args, context, info)));
    return there === null ? nothing() : resolveThere(there, args, context, info);
  };
}

/** The owner's resolver, with what it gives made ready for the joined schema. */
function ownResolver(origin: number, { name, type, resolve }: Owned['field'], plan: JoinPlan): Resolve {
  const read = (resolve as Resolve | undefined) ?? property(name);
  const finish = finishing(origin, type, plan);
  if (!finish) return read;
  return (source, args, context, info) => {
    const value = read(source, args, context, info);
    return isPromise(value)
      ? value.then((settled) => finish(settled, info, context))
      : finish(value, info, context);
  };
}

const property =
  (name: string): Resolve =>
  (source) =>
    (source as Record<string, unknown> | null | undefined)?.[name];

function finishing(origin: number, type: GraphQLOutputType, plan: JoinPlan): Finish | undefined {
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const finish = finishing(origin, nullable.ofType, plan);
    return (value, info, context) => finishList(value, { info, context, finish });
  }
  if (!isCompositeType(nullable)) return undefined;
  const possible = isAbstractType(nullable) ? possibleNames(nullable.name, plan) : [nullable.name];
  if (!possible.some((name) => plan.carried.has(name))) return undefined;
  return (value, info) =>
    value == null || value instanceof Error ? value : new Carried(origin, value, info);
}

function possibleNames(name: string, plan: JoinPlan): string[] {
  return plan.definitions
    .get(name)!
    .flatMap(({ subgraph, type }) => (isAbstractType(type) ? subgraph.schema.getPossibleTypes(type) : []))
    .map((type) => type.name);
}

/**
 * A list never holds promises when it leaves here: graphql-jit puts the null of a rejected item at the wrong place. An
 * item that fails is an Error in the list, which both executors report at the item's path.
 */
function finishList(
  value: unknown,
  { info, context, finish }: { info: GraphQLResolveInfo; context: HubContext; finish: Finish | undefined },
): unknown {
  if (!isIterable(value)) return value;
  const items = Array.isArray(value) ? (value as unknown[]) : [...value];
  takeEntries(context, items.length);
  const done = finish ?? ((item: unknown) => item);
  if (!items.some(isPromise)) return finish ? items.map((item) => done(item, info, context)) : items;
  return Promise.all(
    items.map((item) =>
      Promise.resolve(item).then(
        (settled) => done(settled, info, context),
        (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))),
      ),
    ),
  );
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

/** Asks the origin's own rule; never throws, since graphql-jit could not report that. */
export function typeResolver(
  definitions: readonly Definition[],
  plan: JoinPlan,
): GraphQLTypeResolver<unknown, HubContext> {
  const rules = new Map(
    definitions.map(({ origin, type }) => [origin, isAbstractType(type) ? type : undefined]),
  );
  const only = rules.values().next().value;
  const name = definitions[0]!.type.name;
  const carries = possibleNames(name, plan).some((one) => plan.carried.has(one));
  return (source, context, info) => {
    const rule = carries ? rules.get((source as Carried).origin) : only;
    const value = carries ? (source as Carried).value : source;
    try {
      return rule?.resolveType?.(value, context, info, rule) ?? typenameOf(value);
    } catch {
      return undefined;
    }
  };
}

const typenameOf = (value: unknown): string | undefined => {
  const { __typename } = value as { __typename?: unknown };
  return typeof __typename === 'string' ? __typename : undefined;
};
