import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  parse,
  print,
  printSchema,
  visit,
  type ConstDirectiveNode,
  type GraphQLSchema,
} from 'graphql';

const LINK = 'https://specs.apollo.dev/federation/v2.3';
const SPECIFIED = new Set(['deprecated', 'specifiedBy', 'skip', 'include', 'oneOf']);

interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[];
}

/** The directives that a type or field was declared with. */
export const directivesOf = (part: { astNode?: Annotated | null }): readonly ConstDirectiveNode[] =>
  (part.astNode?.directives ?? []).filter(({ name }) => !SPECIFIED.has(name.value));

/** Prints a subgraph's schema as Federation 2 SDL, sorted, with descriptions and with the `@link` of what it uses. */
export function printFederationSdl(schema: GraphQLSchema, subgraph: string): string {
  const sorted = lexicographicSortSchema(schema);
  const used = new Set<string>();
  const annotate = <Node extends Annotated>(node: Node, part: { astNode?: Annotated | null }): Node => {
    const own = directivesOf(part);
    for (const { name } of own) used.add(name.value);
    return { ...node, directives: [...(node.directives ?? []), ...own] };
  };
  const document = visit(parse(printSchema(sorted)), {
    enter(node) {
      if (!('name' in node) || !node.name) return undefined;
      const type = sorted.getType(node.name.value);
      if (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) {
        if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
        const known = type.getFields();
        const fields = node.fields?.map((field) => annotate(field, known[field.name.value]!));
        return annotate({ ...node, fields }, type);
      }
      if (isInputObjectType(type) || isEnumType(type)) refuseAnnotated(type.astNode, type.name, subgraph);
      return undefined;
    },
  });
  const names = [...used].sort().map((name) => `"@${name}"`);
  const link = `extend schema @link(url: "${LINK}"${names.length ? `, import: [${names.join(', ')}]` : ''})`;
  return `${link}\n\n${print(document)}\n`;
}

function refuseAnnotated(node: Annotated | null | undefined, type: string, subgraph: string): void {
  const [directive] = directivesOf({ astNode: node });
  if (directive) throw new Error(`${subgraph}: @${directive.name.value} on ${type} is not supported`);
}
