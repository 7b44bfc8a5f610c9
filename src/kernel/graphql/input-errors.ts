import { GraphQLError, parse, visit, type ASTNode, type DocumentNode } from 'graphql';
import { badUserInput } from '../errors';
import { ScalarError } from './scalars';

const QUOTED_AT_MOST = 100;

/** Where the reason begins behind a value, in which anything may stand. */
const WRONG_VALUE =
  /^Variable "\$\w+" got invalid value .*; ((?:Expected |Field "|Value "|Enum "|(?:Int|Float|String|Boolean|ID) cannot ).*)$/s;

/** What graphql-js says of a literal that its own scalars, an enum or an input does not take. */
const WRONG_LITERAL =
  /^(?:(?:Int|Float|String|Boolean|ID) cannot represent|Enum ".*" cannot represent|Value ".*" does not exist in|Expected value of type)/s;

/**
 * Maps graphql-js' own errors about input values to BAD_USER_INPUT that names the argument: a variable that cannot be
 * coerced (on any scalar, enum or input), and a literal of the wrong kind. Other errors come back as they are. The value itself is never repeated.
 */
export function asInputError(error: GraphQLError): GraphQLError {
  if (error.extensions.code === 'BAD_USER_INPUT') return error;
  const [variable, path] = variableOf(error);
  if (variable === undefined && !scalarError(error) && !WRONG_LITERAL.test(error.message)) return error;
  const argument = argumentOf(error, variable) ?? (variable ? `$${variable}` : 'argument');
  const mapped = badUserInput(argument + path, reasonOf(error));
  return new GraphQLError(mapped.message, {
    nodes: error.nodes,
    path: error.path,
    originalError: error.originalError,
    extensions: mapped.extensions,
  });
}

/** graphql-js wraps what a scalar throws, twice for variables. */
function scalarError(error: Error | undefined): ScalarError | undefined {
  if (error instanceof ScalarError) return error;
  return error instanceof GraphQLError ? scalarError(error.originalError) : undefined;
}

/** The variable's name and, inside its value, the path that is wrong: `.division`. */
function variableOf({ message }: GraphQLError): [name: string | undefined, path: string] {
  const name = /^Variable "\$(\w+)"/.exec(message)?.[1];
  const path =
    name &&
    new RegExp(`^Variable "\\$${name}" got invalid value .* at "${name}([.\\[][^"]*)"; `, 's').exec(message);
  return [name, path ? (path[1] ?? '') : ''];
}

function reasonOf(error: GraphQLError): string {
  const refused = scalarError(error);
  if (refused) return refused.message;
  const reason = WRONG_VALUE.exec(error.message)?.[1] ?? error.message;
  if (/^Variable/.test(reason)) return reason.replace(/^Variable "\$\w+" /, '').slice(0, QUOTED_AT_MOST);
  return reason.replace(/cannot represent.*$/s, 'got a value of another kind').slice(0, QUOTED_AT_MOST);
}

/** Which argument the wrong literal stands in, or the wrong variable is handed to. */
function argumentOf(error: GraphQLError, variable: string | undefined): string | undefined {
  const loc = error.nodes?.[0]?.loc;
  if (!loc) return undefined;
  const holds = (node: ASTNode): boolean => {
    if (variable === undefined) return node.loc!.start <= loc.start && node.loc!.end >= loc.end;
    return mentions(node, variable);
  };
  let name: string | undefined;
  visit(parse(loc.source.body) satisfies DocumentNode, {
    Argument(node) {
      if (name === undefined && holds(node)) name = node.name.value;
    },
  });
  return name;
}

function mentions(node: ASTNode, variable: string): boolean {
  let found = false;
  visit(node, {
    Variable({ name }) {
      if (name.value === variable) found = true;
    },
  });
  return found;
}
