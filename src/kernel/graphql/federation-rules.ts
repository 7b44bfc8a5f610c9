import {
  isInterfaceType,
  isObjectType,
  Kind,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
} from 'graphql';
import type { BuiltSubgraph } from './build-subgraph';
import { directivesOf } from './federation-sdl';

/** One `@key` of a type: a flat list of fields. */
export interface Key {
  fields: readonly string[];
  resolvable: boolean;
}

/** Why subgraphs cannot be joined in this process; names subgraph, type, field and directive. */
export class JoinError extends Error {}

const SUPPORTED = 'the join in process supports only @key with flat fields and @shareable';

function refuse(directive: ConstDirectiveNode, subgraph: string, place: string): never {
  throw new JoinError(`${subgraph}: @${directive.name.value} on ${place} is not supported: ${SUPPORTED}`);
}

/** Throws on any federation feature that the join does not carry out. */
export function refuseUnsupported({ name, schema }: BuiltSubgraph): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const directive of directivesOf(type)) {
      const supported = isObjectType(type) && ['key', 'shareable'].includes(directive.name.value);
      if (!supported) refuse(directive, name, type.name);
    }
    keysOf(type, name);
    for (const field of Object.values(type.getFields())) refuseInField(field, type, name);
  }
}

function refuseInField(
  field: GraphQLField<unknown, unknown>,
  type: GraphQLObjectType | GraphQLInterfaceType,
  subgraph: string,
): void {
  const place = `${type.name}.${field.name}`;
  for (const directive of directivesOf(field))
    if (!isObjectType(type) || directive.name.value !== 'shareable') refuse(directive, subgraph, place);
  for (const arg of field.args) {
    const [directive] = directivesOf(arg);
    if (directive) refuse(directive, subgraph, `${place}(${arg.name}:)`);
  }
}

/** The keys of a type in one subgraph. */
export function keysOf(type: GraphQLObjectType | GraphQLInterfaceType, subgraph: string): Key[] {
  return directivesOf(type)
    .filter(({ name }) => name.value === 'key')
    .map((directive) => {
      const text = argument(directive, 'fields');
      if (typeof text !== 'string' || !/^\s*\w+(\s+\w+)*\s*$/.test(text))
        throw new JoinError(
          `${subgraph}: @key(fields: "${text}") on ${type.name} is not supported: ${SUPPORTED}`,
        );
      const fields = text.trim().split(/\s+/);
      for (const field of fields)
        if (!type.getFields()[field])
          throw new JoinError(
            `${subgraph}: @key on ${type.name} names ${field}, which it does not declare there`,
          );
      return { fields, resolvable: argument(directive, 'resolvable') !== false };
    });
}

function argument(directive: ConstDirectiveNode, name: string): string | boolean | undefined {
  const value = directive.arguments?.find((candidate) => candidate.name.value === name)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.BOOLEAN ? value.value : undefined;
}

/** Whether a field may be answered by several subgraphs as far as this one is concerned. */
export function isShareable(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean {
  const declared = [...directivesOf(type), ...directivesOf(field)];
  return declared.some(({ name }) => name.value === 'shareable');
}
