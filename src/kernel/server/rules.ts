import { ApolloArmor } from '@escape.tech/graphql-armor';
import {
  type ASTVisitor,
  GraphQLError,
  type NameNode,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { operationLimits } from './limits';

/** Names that would be echoed at length, or that plain objects keep for their prototype. */
function NameRule(context: ValidationContext): ASTVisitor {
  return {
    Name(node: NameNode) {
      if (node.value.length > operationLimits.nameLength)
        context.reportError(new GraphQLError('A name is too long.', { nodes: node }));
      if (node.value === '__proto__')
        context.reportError(new GraphQLError('This name is not allowed.', { nodes: node }));
    },
  };
}

// maxTokens stays off: with Apollo Server 5 it turns every syntax error into a 500 (graphql-armor #571). Its cost
// limit does not read variables, and suggestions are taken out of every message by the guard.
const armor = new ApolloArmor({
  maxTokens: { enabled: false },
  costLimit: { enabled: false },
  blockFieldSuggestion: { enabled: false },
  maxDepth: { n: operationLimits.depth, flattenFragments: true },
  maxAliases: { n: operationLimits.aliases, allowList: [] },
  maxDirectives: { n: operationLimits.directives },
}).protect();

/** Cheap rules on the shape of a document; they run, and refuse, before the ones that compare fields with each other. */
export const shapeRules: readonly ValidationRule[] = [
  NameRule,
  ...(armor.validationRules as ValidationRule[]),
];

/** The rules of GraphQL itself, with or without introspection. */
export const languageRules = (introspection: boolean): readonly ValidationRule[] => [
  ...specifiedRules,
  ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
];
