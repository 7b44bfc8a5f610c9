import type { GraphQLField, GraphQLFieldResolver } from 'graphql';
import { Extensions } from 'type-graphql';
import type { HubContext } from './context';

type Resolver = GraphQLFieldResolver<unknown, HubContext, Record<string, unknown>>;

/**
 * Marks a nullable list or page that one source tells of. While that source is DOWN or was never heard, an empty answer
 * shows nothing: it becomes null, not known. What there is comes as ever, with its own freshness.
 * @param source id of the source: the name of its connector
 */
export const ToldBy = (source: string) => Extensions({ toldBy: source });

const SAYS =
  '空值:来源失联,不知有无 · null: its source is not heard, so it is not known whether there are any';

/** Gives a field its resolver; one that was marked also says what its null means. */
export function bindField(field: GraphQLField<unknown, HubContext>, resolve: Resolver): void {
  const { toldBy } = field.extensions as { toldBy?: string };
  field.resolve = toldBy === undefined ? resolve : emptyOnlyIfHeard(resolve, toldBy);
  if (toldBy !== undefined) field.description = [field.description, SAYS].filter(Boolean).join('\n');
}

function emptyOnlyIfHeard(resolve: Resolver, source: string): Resolver {
  return (root, args, context, info) => {
    const known = (value: unknown) =>
      isEmpty(value) && !asksForNone(args) && context.freshness.ofSources([source]).state === 'UNKNOWN'
        ? null
        : value;
    const value: unknown = resolve(root, args, context, info);
    return value instanceof Promise ? value.then(known) : known(value);
  };
}

function isEmpty(value: unknown): boolean {
  const list = Array.isArray(value) ? value : (value as { nodes?: unknown } | null)?.nodes;
  return Array.isArray(list) && list.length === 0;
}

/** An empty page is also what was asked for, or what lies behind the last one. */
const asksForNone = ({ first, last, limit, after }: Record<string, unknown>): boolean =>
  after != null || [first, last, limit].includes(0);
