import { Kind, type FieldNode, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

const known = new WeakMap<readonly FieldNode[], Map<string, ReadonlySet<string>>>();

/**
 * The names of the fields that a request asks for below this field, or below `path` under it. Every fragment counts,
 * whatever its type and its @skip or @include: never less than what is asked.
 */
export function selectedFields(info: GraphQLResolveInfo, ...path: string[]): ReadonlySet<string> {
  const sets = known.get(info.fieldNodes) ?? new Map<string, ReadonlySet<string>>();
  known.set(info.fieldNodes, sets);
  const key = path.join('.');
  const found = sets.get(key) ?? new Set(namesAt(info, path));
  sets.set(key, found);
  return found;
}

function namesAt({ fieldNodes, fragments }: GraphQLResolveInfo, path: string[]): string[] {
  let fields = fieldsBelow(fieldNodes, fragments);
  for (const name of path)
    fields = fieldsBelow(
      fields.filter((field) => field.name.value === name),
      fragments,
    );
  return fields.map((field) => field.name.value);
}

const fieldsBelow = (nodes: readonly FieldNode[], fragments: Fragments): FieldNode[] =>
  nodes.flatMap(({ selectionSet }) => (selectionSet ? fieldsOf(selectionSet, fragments) : []));

function fieldsOf({ selections }: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments[selection.name.value]?.selectionSet;
    return set ? fieldsOf(set, fragments) : [];
  });
}
