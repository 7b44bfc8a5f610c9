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

/** Each fragment is entered once: spread twice in each other, they would double with every level. */
function fieldsBelow(nodes: readonly FieldNode[], fragments: Fragments): FieldNode[] {
  const found: FieldNode[] = [];
  const entered = new Set<string>();
  const enter = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) found.push(selection);
      else if (selection.kind === Kind.INLINE_FRAGMENT) enter(selection.selectionSet);
      else if (!entered.has(selection.name.value)) {
        entered.add(selection.name.value);
        const fragment = fragments[selection.name.value];
        if (fragment) enter(fragment.selectionSet);
      }
    }
  };
  for (const { selectionSet } of nodes) if (selectionSet) enter(selectionSet);
  return found;
}
