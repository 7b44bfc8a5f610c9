import {
  execute as executePlainly,
  getOperationAST,
  GraphQLError,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { coerceVariables } from './coerce-variables';
import { compilableSchema, compile, conditionsOf, type Compiled } from './compile';
import { withoutMissing } from './missing-entity';

export type Execute = (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;

interface ExecutorOptions {
  /** How often an operation is run plainly before it is compiled, so that one-off operations cost no compilation. @default 1 */
  plainRuns?: number;
}

/** What is known of one operation of one document; lives as long as the document, which the server's cache bounds. */
interface Known {
  operation: OperationDefinitionNode;
  conditions: string[];
  runs: number;
  /** By the values of the conditions; null when graphql-jit cannot compile it. */
  variants: Map<string, Compiled | null>;
}

/**
 * Executes operations of one schema, queries and events that come again by graphql-jit: the same answers as graphql-js, with errors
 * that keep their extensions; a reference to an entity that does not exist is null and no error. Expects validated documents. For a subscription it maps one event (`rootValue`).
 */
export function createExecutor(schema: GraphQLSchema, { plainRuns = 1 }: ExecutorOptions = {}): Execute {
  const compilable = compilableSchema(schema);
  const documents = new WeakMap<DocumentNode, Map<string, Known | null>>();

  function knownOf(document: DocumentNode, operationName: string | null | undefined): Known | null {
    const operations = documents.get(document) ?? new Map<string, Known | null>();
    documents.set(document, operations);
    const name = operationName ?? '';
    if (!operations.has(name)) {
      const operation = getOperationAST(document, operationName);
      // graphql-jit would carry on with the next mutation after one whose failure spreads to the root.
      const repeats = operation && operation.operation !== 'mutation';
      const conditions = repeats ? conditionsOf(document) : null;
      const known = operation && conditions && { operation, conditions, runs: 0, variants: new Map() };
      operations.set(name, known ?? null);
    }
    return operations.get(name)!;
  }

  return (args) => settled(run(args));

  function run(args: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> {
    const plainly = () => executePlainly({ ...args, schema });
    const known = knownOf(args.document, args.operationName);
    if (!known || known.runs < plainRuns) {
      if (known) known.runs += 1;
      return plainly();
    }
    const { coerced, errors } = coerceVariables(schema, known.operation, args.variableValues ?? {});
    if (!coerced) return { errors };
    const compiled = variantOf(known, args.document, coerced);
    const variables = compiled?.variables(coerced);
    if (!compiled || !variables) return plainly();
    const result = compiled.query(args.rootValue, args.contextValue, variables);
    return 'then' in result ? result.then(finish) : finish(result);
  }

  function variantOf(
    known: Known,
    document: DocumentNode,
    coerced: Record<string, unknown>,
  ): Compiled | null {
    const key = known.conditions.map((name) => (coerced[name] ? '1' : '0')).join('');
    const found = known.variants.get(key);
    if (found !== undefined) return found;
    const compiled = compile(compilable, { document, operation: known.operation }, coerced);
    known.variants.set(key, compiled);
    return compiled;
  }
}

const settled = (result: ReturnType<Execute>): ReturnType<Execute> =>
  'then' in result ? result.then(withoutMissing) : withoutMissing(result);

/** graphql-jit's errors are look-alikes without extensions of their own. */
function finish({ data, errors }: ExecutionResult): ExecutionResult {
  return errors ? { errors: errors.map(asGraphQLError), data } : { data };
}

function asGraphQLError({ message, path, locations, originalError }: GraphQLError): GraphQLError {
  const error = new GraphQLError(message, { path, originalError });
  Object.defineProperty(error, 'locations', { value: locations, enumerable: true });
  return error;
}
