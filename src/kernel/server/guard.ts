import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
  validate,
  type ValidationRule,
} from 'graphql';
import { asInputError } from '../graphql/input-errors';
import { createCost } from './cost';
import { operationLimits } from './limits';
import { languageRules, shapeRules } from './rules';

/** What a client sent, on whatever transport. */
export interface Asked {
  query: string | DocumentNode;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
}

/** An operation that passed every limit and may be executed. */
export interface Admitted {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
}

/** Lets an operation in, or says why not. The one gate of HTTP, socket and SSE. */
export type Guard = (
  asked: Asked,
) => { admitted: Admitted; errors?: never } | { admitted?: never; errors: GraphQLError[] };

export const parseOptions = { maxTokens: operationLimits.tokens };

const refusal = (code: string, message: string, error?: GraphQLError) =>
  new GraphQLError(message, {
    nodes: error?.nodes,
    source: error?.source,
    positions: error?.positions,
    extensions: error?.extensions.argument ? { code, argument: error.extensions.argument } : { code },
  });

// A suggestion would spell out the schema to whoever guesses at it.
const withoutSuggestion = (message: string) => message.replace(/ Did you mean [^]*$/, '');

const unarmoured = (message: string) => message.replace(/^Syntax Error: (?=Query|Aliases|Directives)/, '');

function refusedBy(found: GraphQLError): GraphQLError {
  const error = asInputError(found);
  const code = String(error.extensions.code ?? 'GRAPHQL_VALIDATION_FAILED');
  return refusal(code, unarmoured(withoutSuggestion(error.message)), error);
}

function inspectDocument(
  { schema, document }: { schema: GraphQLSchema; document: DocumentNode },
  passes: (readonly ValidationRule[])[],
): GraphQLError[] {
  for (const rules of passes) {
    try {
      const errors = validate(schema, document, rules, { maxErrors: operationLimits.errors });
      if (errors.length > 0) return errors.slice(0, operationLimits.errors).map(refusedBy);
    } catch (error) {
      // Armor's rules throw what they find.
      if (!(error instanceof GraphQLError)) throw error;
      return [refusedBy(error)];
    }
  }
  return [];
}

function coercionErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  asked: Asked,
): GraphQLError[] {
  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], asked.variables ?? {}, {
    maxErrors: operationLimits.errors,
  });
  return coerced.errors?.slice(0, operationLimits.errors).map(refusedBy) ?? [];
}

/** Remembers the last documents, so that a text asked for again is neither parsed nor validated twice. */
function createParser() {
  const documents = new Map<string, DocumentNode>();
  return (query: string): DocumentNode => {
    const known = documents.get(query);
    if (known) return known;
    const document = parse(query, parseOptions);
    const oldest = documents.keys().next();
    if (documents.size >= 200 && !oldest.done) documents.delete(oldest.value);
    documents.set(query, document);
    return document;
  };
}

export function createGuard(schema: GraphQLSchema, { introspection }: { introspection: boolean }): Guard {
  const passes = [shapeRules, languageRules(introspection)];
  const parseOnce = createParser();
  const costOf = createCost(schema);
  const verdicts = new WeakMap<DocumentNode, GraphQLError[]>();

  return (asked) => {
    let document: DocumentNode;
    try {
      document = typeof asked.query === 'string' ? parseOnce(asked.query) : asked.query;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return { errors: [refusal('GRAPHQL_PARSE_FAILED', error.message, error)] };
    }
    const verdict = verdicts.get(document) ?? inspectDocument({ schema, document }, passes);
    verdicts.set(document, verdict);
    if (verdict.length > 0) return { errors: verdict };

    const operation = getOperationAST(document, asked.operationName);
    if (!operation)
      return {
        errors: [refusal('OPERATION_RESOLUTION_FAILURE', 'Which operation is meant? None or several fit.')],
      };
    const errors = coercionErrors(schema, operation, asked);
    if (errors.length > 0) return { errors };
    const cost = costOf({ document, operation, variables: asked.variables ?? {} });
    if (cost > operationLimits.cost)
      return {
        errors: [
          refusal(
            'GRAPHQL_VALIDATION_FAILED',
            `The operation would cost ${cost}, allowed are ${operationLimits.cost}: ask for fewer entries.`,
          ),
        ],
      };
    return {
      admitted: {
        document,
        operation,
        operationName: asked.operationName ?? undefined,
        variables: asked.variables ?? {},
      },
    };
  };
}
