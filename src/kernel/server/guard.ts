import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  validate,
  type ValidationRule,
} from 'graphql';
import { coerceVariables } from '../graphql/coerce-variables';
import { asInputError } from '../graphql/input-errors';
import { badUserInput } from '../errors';
import { type Costed, createCost } from './cost';
import { MAX_PAGE } from '../graphql/paging';
import { oversizedPage } from './oversized-page';
import { Documents, type Read } from './documents';
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

export type Verdict = { admitted: Admitted; errors?: never } | { admitted?: never; errors: GraphQLError[] };

/** Lets an operation in, or says why not. The one gate of HTTP, socket and SSE. */
export interface Guard {
  check(asked: Asked): Verdict;
  /**
   * As `check`; but a document never met before waits in line, one at a time, so that a flood of hostile ones costs the
   * boards, whose documents are known, next to nothing. The same document waits once, however many ask: all boards come
   * back at once after a restart.
   */
  admit(asked: Asked): Promise<Verdict>;
  /** True for a document that was found valid. */
  valid(document: DocumentNode): boolean;
}

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
  const code = error === found ? 'GRAPHQL_VALIDATION_FAILED' : 'BAD_USER_INPUT';
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

export function createGuard(schema: GraphQLSchema, { introspection }: { introspection: boolean }): Guard {
  const passes = [shapeRules, languageRules(introspection)];
  const documents = new Documents((document) => inspectDocument({ schema, document }, passes));
  const costOf = createCost(schema);

  const judge = (asked: Asked, { document, errors }: Read): Verdict => {
    if (errors.length > 0) return { errors };
    const operation = getOperationAST(document, asked.operationName);
    if (!operation)
      return refused('OPERATION_RESOLUTION_FAILURE', 'Which operation is meant? None or several fit.');
    const variables = asked.variables ?? {};
    const { errors: wrong } = coerceVariables(schema, operation, variables);
    if (wrong) return { errors: wrong.slice(0, operationLimits.errors).map(refusedBy) };
    const cost = costOf({ document, operation, variables });
    if (cost > operationLimits.cost) return { errors: [tooDear(cost, { document, operation, variables })] };
    return { admitted: { document, operation, operationName: asked.operationName ?? undefined, variables } };
  };

  const check = (asked: Asked): Verdict => {
    try {
      return judge(asked, documents.read(asked.query));
    } catch (error) {
      return unread(error);
    }
  };

  const admit = async (asked: Asked): Promise<Verdict> => {
    if (documents.isKnown(asked.query)) return check(asked);
    const turn = documents.readInTurn(asked.query);
    if (!turn) return refused('RATE_LIMITED', 'Too many new operations at once; ask again.');
    try {
      return judge(asked, await turn);
    } catch (error) {
      return unread(error);
    }
  };

  return { check, admit, valid: (document) => documents.isValid(document) };
}

function unread(error: unknown): Verdict {
  if (!(error instanceof GraphQLError)) throw error;
  return { errors: [refusal('GRAPHQL_PARSE_FAILED', error.message, error)] };
}

const refused = (code: string, message: string): Verdict => ({ errors: [refusal(code, message)] });

/** A page that no list would give is named, as it would be by the list itself, which the cost keeps from being asked. */
function tooDear(cost: number, costed: Costed): GraphQLError {
  const argument = oversizedPage(costed, MAX_PAGE);
  if (argument) return badUserInput(argument, `must be a whole number from 0 to ${MAX_PAGE}`);
  const told = Number.isFinite(cost) ? cost : 'too much to tell';
  return refusal(
    'GRAPHQL_VALIDATION_FAILED',
    `The operation would cost ${told}, allowed are ${operationLimits.cost}: ask for fewer entries.`,
  );
}
