import {
  GraphQLScalarType,
  GraphQLSchema,
  Kind,
  TypeInfo,
  valueFromAST,
  visit,
  visitWithTypeInfo,
  type BooleanValueNode,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLInputType,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';

type Variables = Record<string, unknown>;

/** An operation as a function. */
export interface Compiled {
  query: CompiledQuery['query'];
  /** Adds the operation's own argument values to the coerced variables; undefined when one of them is invalid. */
  variables(coerced: Variables): Variables | undefined;
}

/** Stands for any variable in a compiled operation: its value was coerced before. */
const Coerced = new GraphQLScalarType({ name: 'Coerced_' });

/** The schema that operations are compiled against. */
export function compilableSchema(schema: GraphQLSchema): GraphQLSchema {
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, types: [...config.types, Coerced], assumeValid: true });
}

/** More variants of one operation than 2 to this power are not worth their memory. */
const MOST_CONDITIONS = 4;

/** Fields with every fragment written out, beyond which graphql-jit takes too long. */
const MOST_FIELDS = 5_000;

/**
 * The variables that decide what is skipped or included; null when an operation is not to be compiled: introspection
 * is rare, and graphql-jit mishandles the name `__proto__`.
 */
export function conditionsOf(document: DocumentNode): string[] | null {
  if (writtenOut(document) > MOST_FIELDS) return null;
  const conditions = new Set<string>();
  let compilable = true;
  visit(document, {
    Name({ value }) {
      if (['__proto__', '__schema', '__type'].includes(value)) compilable = false;
    },
    Directive({ arguments: args = [] }) {
      for (const { value } of args) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value);
    },
  });
  return compilable && conditions.size <= MOST_CONDITIONS ? [...conditions] : null;
}

/** How many fields the largest operation of a document has when every spread is counted anew. */
function writtenOut(document: DocumentNode): number {
  const sizes = new Map<string, number>();
  const fragments = new Map<string, FragmentDefinitionNode>(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [],
    ),
  );
  const sizeOf = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, selection) => sum + sizeOfSelection(selection), 0);
  const sizeOfSelection = (selection: SelectionNode): number => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD)
      return 1 + (selection.selectionSet ? sizeOf(selection.selectionSet) : 0);
    const { value } = selection.name;
    if (sizes.has(value)) return sizes.get(value)!;
    sizes.set(value, 0);
    const size = sizeOf(fragments.get(value)!.selectionSet);
    sizes.set(value, size);
    return size;
  };
  return Math.max(
    ...document.definitions.map((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? sizeOf(one.selectionSet) : 0,
    ),
  );
}

/**
 * Compiles an operation for given values of its conditions. @skip and @include are carried out here, since graphql-jit
 * merges the conditions of a fragment that is spread twice. No literal of the client reaches the compiler, which pastes
 * values into JavaScript (a string with its date marker would run as code): each becomes a variable.
 */
export function compile(
  schema: GraphQLSchema,
  { document, operation }: { document: DocumentNode; operation: OperationDefinitionNode },
  coerced: Variables,
): Compiled | null {
  const literals: Literal[] = [];
  const specialised = specialise({ schema, document, operation, coerced }, literals);
  const compiled = compileQuery(schema, specialised, operation.name?.value, {
    disablingCapturingStackErrors: true,
  });
  if (!isCompiledQuery(compiled)) return null;
  return { query: compiled.query, variables: (values) => withLiterals(values, literals) };
}

interface Literal {
  name: string;
  node: ValueNode;
  type: GraphQLInputType;
}

interface Specialise {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  coerced: Variables;
}

function specialise({ schema, document, operation, coerced }: Specialise, literals: Literal[]): DocumentNode {
  const definitions = document.definitions.filter(
    (definition) => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const prefix = unusedPrefix(operation);
  const typeInfo = new TypeInfo(schema);
  const selection = <Node extends { directives?: readonly DirectiveNode[] }>(node: Node) =>
    isIncluded(node.directives ?? [], coerced) ? { ...node, directives: [] } : null;
  const visited: DocumentNode = visit(
    { ...document, definitions },
    visitWithTypeInfo(typeInfo, {
      Field: { enter: selection },
      InlineFragment: { enter: selection },
      FragmentSpread: { enter: selection },
      VariableDefinition: () => false,
      Argument(node) {
        const type = typeInfo.getInputType();
        if (node.value.kind === Kind.VARIABLE || !type) return undefined;
        const name = `${prefix}${literals.length}`;
        literals.push({ name, node: node.value, type });
        return { ...node, value: { kind: Kind.VARIABLE, name: nameNode(name) } };
      },
    }),
  );
  const own = (operation.variableDefinitions ?? []).map((definition) => definition.variable.name.value);
  const variableDefinitions = [...own, ...literals.map(({ name }) => name)].map(coercedVariable);
  return {
    ...visited,
    definitions: visited.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? { ...definition, variableDefinitions } : definition,
    ),
  };
}

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

const coercedVariable = (name: string) =>
  ({
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: nameNode(name) },
    type: { kind: Kind.NAMED_TYPE, name: nameNode(Coerced.name) },
  }) as const;

/** Of names that none of the operation's variables begins with. */
function unusedPrefix({ variableDefinitions = [] }: OperationDefinitionNode): string {
  let prefix = 'literal';
  while (variableDefinitions.some(({ variable }) => variable.name.value.startsWith(prefix))) prefix += '_';
  return prefix;
}

/** By the values of the variables; without them what a condition says literally. */
function isIncluded(directives: readonly DirectiveNode[], coerced: Variables): boolean {
  return directives.every(({ name, arguments: args = [] }) => {
    const value = args.find((arg) => arg.name.value === 'if')?.value;
    if (!value || (name.value !== 'skip' && name.value !== 'include')) return true;
    const holds =
      value.kind === Kind.VARIABLE ? coerced[value.name.value] : (value as BooleanValueNode).value;
    return (name.value === 'include') === Boolean(holds);
  });
}

function withLiterals(coerced: Variables, literals: readonly Literal[]): Variables | undefined {
  // Without a prototype: a variable may be called `constructor`.
  const variables = Object.assign(Object.create(null) as Variables, coerced);
  for (const { name, node, type } of literals) {
    const value = valueFromAST(node, type, coerced);
    if (value === undefined) return undefined;
    variables[name] = value;
  }
  return variables;
}
