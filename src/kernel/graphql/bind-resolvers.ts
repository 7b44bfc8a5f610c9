import { getMetadataStorage as getValidationMetadata } from 'class-validator';
import { isAbstractType, isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { HubContext } from './context';
import { bindField } from './told-by';

type Resolver = GraphQLFieldResolver<unknown, HubContext, Record<string, unknown>>;
type Call = Parameters<Resolver>;
type Param = (...call: Call) => unknown;
type Metadata = typeof globalThis.TypeGraphQLMetadataStorage;
type Handler = Metadata['queries'][number];
type ParamMetadata = NonNullable<Handler['params']>[number];

/**
 * Tells type-graphql to leave fields without a resolver to plain property access. It would otherwise wrap each of them.
 * To be called before a schema is built.
 */
export function useSimpleFields(): void {
  const { objectTypes, fields, inputTypes, argumentTypes } = globalThis.TypeGraphQLMetadataStorage;
  for (const type of objectTypes) type.simpleResolvers ??= true;
  for (const field of fields)
    if (field.name !== field.schemaName)
      throw new Error(`${field.target.name}.${field.name} must not be renamed`);
  for (const { target } of [...inputTypes, ...argumentTypes])
    if (getValidationMetadata().getTargetValidationMetadatas(target, '', false, false).length > 0)
      throw new Error(
        `${target.name}: class-validator decorators are not run; check in a scalar or the resolver`,
      );
}

/**
 * Replaces type-graphql's resolvers of queries, mutations, subscriptions and fields by direct calls of the same methods:
 * type-graphql makes a promise of every field that takes an argument. What has a middleware or roles is left as it is.
 * To be called after the schema was built.
 */
export function bindResolvers(schema: GraphQLSchema, classes: readonly object[]): void {
  const metadata = globalThis.TypeGraphQLMetadataStorage;
  const instances = new Map<object, Record<string, (...args: unknown[]) => unknown>>();
  const bind = (typeName: string, handler: Handler) => {
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[handler.schemaName] : undefined;
    if (!field || !classes.includes(handler.target) || handler.roles || handler.middlewares?.length) return;
    const Target = handler.target as new () => Record<string, (...args: unknown[]) => unknown>;
    const instance = instances.get(Target) ?? new Target();
    instances.set(Target, instance);
    bindField(field, direct(instance, handler));
  };
  for (const handler of metadata.queries) bind('Query', handler);
  for (const handler of metadata.mutations) bind('Mutation', handler);
  for (const handler of metadata.subscriptions) {
    if (!handler.subscribe && classes.includes(handler.target))
      throw new Error(
        `Subscription.${handler.schemaName} needs { subscribe: ({ args, context }) => AsyncIterable }`,
      );
    bind('Subscription', handler);
  }
  for (const handler of metadata.fieldResolvers) {
    if (handler.kind !== 'external') continue;
    const target = handler.getObjectType?.();
    const type = metadata.objectTypes.find((known) => known.target === target);
    if (type) bind(type.name, handler as unknown as Handler);
  }
}

function direct(instance: Record<string, (...args: unknown[]) => unknown>, handler: Handler): Resolver {
  const name = handler.methodName;
  const [a, b, c, ...more] = [...(handler.params ?? [])].sort((x, y) => x.index - y.index).map(paramOf);
  if (!a) return () => instance[name]!();
  if (!b) return (...call) => instance[name]!(a(...call));
  if (!c) return (...call) => instance[name]!(a(...call), b(...call));
  return (...call) =>
    instance[name]!(a(...call), b(...call), c(...call), ...more.map((param) => param(...call)));
}

function paramOf(param: ParamMetadata): Param {
  switch (param.kind) {
    case 'root':
      return property((root) => root, param.propertyName);
    case 'context':
      return property((_root, _args, context) => context, param.propertyName);
    case 'arg':
      return (_root, args) => args[param.name];
    case 'args':
      return (_root, args) => args;
    case 'info':
      return (_root, _args, _context, info) => info;
    default:
      throw new Error(`${param.target.name}.${param.methodName}: ${param.kind} parameters are not supported`);
  }
}

function property(of: Param, name: string | undefined): Param {
  if (name === undefined) return of;
  return (...call) => (of(...call) as Record<string, unknown>)[name];
}

/**
 * Makes unions and interfaces tell their type at once: by the value's `__typename`, by the `resolveType` they were
 * declared with, or by class. type-graphql's own answer is a promise, which graphql-jit cannot take.
 */
export function bindTypeResolvers(schema: GraphQLSchema): void {
  const { unions, interfaceTypes, objectTypes } = globalThis.TypeGraphQLMetadataStorage;
  for (const { name, resolveType } of [...unions, ...interfaceTypes]) {
    const type = schema.getType(name);
    if (!isAbstractType(type)) continue;
    const possible = new Set(schema.getPossibleTypes(type).map((one) => one.name));
    const classes = objectTypes.filter((one) => possible.has(one.name));
    type.resolveType = (value: object, context, info) => {
      if ('__typename' in value) return value.__typename as string;
      const told: unknown = resolveType?.(value, context, info, type);
      if (typeof told === 'string') return told;
      return classes.find(({ target }) => (told ? target === told : value instanceof target))?.name;
    };
  }
}
