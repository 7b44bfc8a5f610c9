import { getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;
type Coerced = ReturnType<typeof getVariableValues>;

const MOST_ERRORS = 50;

const last = new WeakMap<Variables, { operation: OperationDefinitionNode; coerced: Coerced }>();

/**
 * The variables of an operation by their types, or what is wrong with them. The guard asks, then the executor, and for
 * every event of a subscription again: what was found for the same object is remembered, so nobody may change it.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  variables: Variables,
): Coerced {
  const known = last.get(variables);
  if (known?.operation === operation) return known.coerced;
  const definitions = operation.variableDefinitions ?? [];
  const coerced = getVariableValues(schema, definitions, variables, { maxErrors: MOST_ERRORS });
  last.set(variables, { operation, coerced });
  return coerced;
}
