import {
  type DocumentNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getNullableType,
  isListType,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';
import { operationLimits } from './limits';

/** Arguments that say how many entries a page has. */
export const SIZE_ARGUMENTS = ['first', 'last', 'limit'];

/** Entries of a page: as asked for, else the argument's default; undefined for a field without pages. */
function pageSize(field: GraphQLField<unknown, unknown>, args: Record<string, unknown>): number | undefined {
  const sizes = field.args.filter(({ name }) => SIZE_ARGUMENTS.includes(name));
  if (sizes.length === 0) return undefined;
  const asked = sizes.map(({ name }) => args[name]).find((value) => typeof value === 'number');
  const usual = sizes.map(({ defaultValue }) => defaultValue).find((value) => typeof value === 'number');
  return Number(asked ?? usual ?? operationLimits.listSize);
}

/**
 * One for a field, times the entries of a list. A page counts what was asked for (`first`, `last`, `limit`), on the
 * connection and not again on its `nodes` or `edges`; any other list counts as `operationLimits.listSize` entries.
 */
const estimate: ComplexityEstimator = ({ type, field, args, childComplexity }) => {
  if (field.name.startsWith('__') || type.name.startsWith('__')) return 0;
  const inPage = type.name.endsWith('Connection') && ['nodes', 'edges'].includes(field.name);
  const list = isListType(getNullableType(field.type)) && !inPage;
  const entries = pageSize(field, args) ?? (list ? operationLimits.listSize : 1);
  return 1 + Math.max(entries, 1) * childComplexity;
};

/** The variables that change the cost of a document: those that give sizes, skip or include. */
function costVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Argument(node) {
      const decides = SIZE_ARGUMENTS.includes(node.name.value) || node.name.value === 'if';
      if (decides && node.value.kind === 'Variable') names.add(node.value.name.value);
    },
  });
  return [...names];
}

// A document of few tokens can unfold, fragment by fragment, into millions of fields.
const MOST_NODES = 3_000;

function complexityOf(options: Parameters<typeof getComplexity>[0]): number {
  try {
    return getComplexity({ ...options, maxQueryNodes: MOST_NODES });
  } catch (error) {
    if (error instanceof GraphQLError) return Infinity;
    throw error;
  }
}

export interface Costed {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/** Estimates what an operation would resolve: Infinity when it is too large to tell. Variables must have been coerced without error. */
export function createCost(schema: GraphQLSchema): (costed: Costed) => number {
  const remembered = new WeakMap<DocumentNode, { variables: string[]; costs: Map<string, number> }>();
  return ({ document, operation, variables }) => {
    const known = remembered.get(document) ?? { variables: costVariables(document), costs: new Map() };
    remembered.set(document, known);
    const operationName = operation.name?.value;
    // An argument left out takes its default, null does not: the key must tell them apart.
    const sizes = known.variables.map((name) => (variables[name] === undefined ? 'unset' : variables[name]));
    const key = JSON.stringify([operationName, sizes]);
    const cost =
      known.costs.get(key) ??
      complexityOf({ schema, query: document, operationName, variables, estimators: [estimate] });
    if (known.costs.size < 100) known.costs.set(key, cost);
    return cost;
  };
}
