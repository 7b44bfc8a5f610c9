import { getNamedType, GraphQLObjectType, isLeafType } from 'graphql';
import { badUserInput } from '../errors';
import type { BuiltSubgraph } from './build-subgraph';
import { keysOf } from './federation-rules';

export type Representation = Record<string, unknown> & { __typename: string };

/** What a gateway sent for an entity, one whole key of it checked as an argument is; BAD_USER_INPUT names what is wrong. */
export function checkedRepresentation(
  { name, schema, references }: BuiltSubgraph,
  sent: Representation,
  argument: string,
): Representation {
  const type = schema.getType(String(sent.__typename));
  if (!(type instanceof GraphQLObjectType) || !Object.hasOwn(references, type.name))
    throw badUserInput(`${argument}.__typename`, 'must be a type that this subgraph resolves by a key');
  const keys = keysOf(type, name).filter(({ resolvable }) => resolvable);
  const key = keys.find(({ fields }) => fields.every((field) => (sent[field] ?? null) !== null));
  if (!key)
    throw badUserInput(argument, `must have ${keys.map(({ fields }) => fields.join(' ')).join(' or ')}`);
  const checked: Representation = { ...sent };
  for (const field of key.fields) {
    const scalar = getNamedType(type.getFields()[field]!.type);
    if (!isLeafType(scalar)) continue;
    try {
      checked[field] = scalar.parseValue(sent[field]);
    } catch {
      throw badUserInput(`${argument}.${field}`, `must be a ${scalar.name}`);
    }
  }
  return checked;
}
