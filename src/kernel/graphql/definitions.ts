import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  printType,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLUnionType,
} from 'graphql';
import type { BuiltSubgraph } from './build-subgraph';
import { isShareable, JoinError, keysOf, type Key } from './federation-rules';

/** One subgraph's definition of a type that the graph has under this name. */
export interface Definition<Type extends GraphQLNamedType = GraphQLNamedType> {
  /** Index of the subgraph. */
  origin: number;
  subgraph: BuiltSubgraph;
  type: Type;
}

/** Every named type of the subgraphs with all its definitions, in the order of the subgraphs. */
export function collectDefinitions(subgraphs: readonly BuiltSubgraph[]): Map<string, Definition[]> {
  const byName = new Map<string, Definition[]>();
  for (const [origin, subgraph] of subgraphs.entries())
    for (const type of Object.values(subgraph.schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      byName.set(type.name, [...(byName.get(type.name) ?? []), { origin, subgraph, type }]);
    }
  for (const definitions of byName.values()) checkSameKind(definitions);
  return byName;
}

const names = (definitions: readonly Definition[]) =>
  definitions.map(({ subgraph }) => subgraph.name).join(' and ');

/** The same kind everywhere; what is no object type is the same in every detail but its descriptions. */
function checkSameKind(definitions: readonly Definition[]): void {
  const [first, ...others] = definitions;
  for (const other of others) {
    const differs = (what: string) =>
      new JoinError(`${names([first!, other])} define ${first!.type.name} differently: ${what}`);
    if (first!.type.constructor !== other.type.constructor) throw differs('it is not the same kind of type');
    if (isObjectType(first!.type)) continue;
    if (isScalarType(first!.type) && first!.type !== other.type)
      throw differs('a scalar has to be the same object in both');
    const [a, b] = [fingerprint(first!.type), fingerprint(other.type)];
    if (a !== b) throw differs(`${a} is not ${b}`);
  }
}

function fingerprint(type: GraphQLNamedType): string {
  if (isEnumType(type))
    return JSON.stringify(
      type
        .getValues()
        .map(({ name, value }) => [name, value])
        .sort(),
    );
  if (isInputObjectType(type) || isInterfaceType(type) || isUnionType(type)) return bare(type);
  return type.name;
}

function bare(type: GraphQLInputObjectType | GraphQLInterfaceType | GraphQLUnionType): string {
  return printType(type)
    .replace(/"""[\s\S]*?"""/g, '')
    .split(/\s*\n\s*|\s*[|=]\s*/)
    .filter(Boolean)
    .sort()
    .join(' ');
}

/** A field with the subgraphs that can answer it. */
export interface Owned {
  field: GraphQLField<unknown, unknown>;
  /** Definition by the index of its subgraph. */
  owners: ReadonlyMap<number, GraphQLField<unknown, unknown>>;
}

/** Which subgraph answers which field of an object type; throws when that is not settled. */
export function ownersOf(definitions: readonly Definition<GraphQLObjectType>[]): Map<string, Owned> {
  const fields = new Map<string, Owned>();
  const keyFields = new Set(definitions.flatMap((one) => keysIn(one).flatMap((key) => key.fields)));
  for (const { type } of definitions)
    for (const name of Object.keys(type.getFields())) {
      if (fields.has(name)) continue;
      const having = definitions.filter((one) => one.type.getFields()[name]);
      const owners = new Map(having.map((one) => [one.origin, one.type.getFields()[name]!]));
      if (having.length > 1) checkShared(name, having, keyFields.has(name));
      fields.set(name, { field: owners.get(having[0]!.origin)!, owners });
    }
  return fields;
}

function checkShared(name: string, having: readonly Definition<GraphQLObjectType>[], isKey: boolean): void {
  const place = `${having[0]!.type.name}.${name}`;
  const shareable = having.every(({ type }) => isShareable(type, type.getFields()[name]!));
  if (!isKey && !shareable)
    throw new JoinError(`${place} is owned by ${names(having)}: without @shareable in each it has one owner`);
  const signatures = new Set(having.map(({ type }) => signature(type.getFields()[name]!)));
  if (signatures.size > 1)
    throw new JoinError(`${names(having)} define ${place} differently: ${[...signatures].join(' is not ')}`);
}

const signature = ({ type, args }: GraphQLField<unknown, unknown>): string =>
  JSON.stringify([
    String(type),
    args.map((arg) => [arg.name, String(arg.type), arg.defaultValue ?? null]).sort(),
  ]);

export const keysIn = ({ type, subgraph }: Definition<GraphQLObjectType>): Key[] =>
  keysOf(type, subgraph.name);

/** A value type of several subgraphs has to be whole in each of them: nothing could fetch the rest. */
export function checkWhole(
  definitions: readonly Definition<GraphQLObjectType>[],
  fields: Map<string, Owned>,
): void {
  for (const [name, { owners }] of fields)
    for (const { origin, subgraph, type } of definitions)
      if (!owners.has(origin))
        throw new JoinError(
          `${type.name}.${name} is missing in ${subgraph.name}, and ${type.name} has no @key to fetch it by`,
        );
}
