import {
  getNamedType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

/** Values for arguments by their name; a field whose required arguments are not all known is left out. */
export type Known = Record<string, string>;

/** One operation for each root field of Query that asks for everything below it, to a depth, with what is `known` for that field. */
export async function wholeOperations(
  schema: GraphQLSchema,
  known: (field: string) => Promise<Known>,
  depth: number,
): Promise<{ name: string; query: string }[]> {
  const operations = Object.values(schema.getQueryType()!.getFields()).map(async (field) => {
    const query = selectionOf(field, await known(field.name), depth);
    return query ? [{ name: field.name, query: `{ ${query} }` }] : [];
  });
  return (await Promise.all(operations)).flat();
}

function selectionOf(field: GraphQLField<unknown, unknown>, known: Known, depth: number): string | null {
  const given = field.args.flatMap(({ name }) => (name in known ? [`${name}: ${known[name]}`] : []));
  if (
    field.args.some(
      ({ name, type, defaultValue }) => isNonNullType(type) && defaultValue === undefined && !(name in known),
    )
  )
    return null;
  const call = given.length > 0 ? `${field.name}(${given.join(', ')})` : field.name;
  const type = getNamedType(field.type);
  if (isLeafType(type)) return call;
  if (!isCompositeType(type) || depth === 0) return null;
  const fields = Object.values((type as GraphQLObjectType).getFields());
  const below = fields.flatMap((one) => selectionOf(one, known, depth - 1) ?? []);
  return below.length > 0 ? `${call} { ${below.join(' ')} }` : null;
}
