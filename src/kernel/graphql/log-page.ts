import type { GraphQLResolveInfo } from 'graphql';
import type { LoggedEvent } from '../events/event';
import { countEvents } from '../events/select';
import type { HubContext, LogFilter } from './context';
import { pageSize, type Connection } from './paging';
import { selectedFields } from './selection';

type Needs = Pick<HubContext, 'sql' | 'events' | 'cursors'>;

export interface LogPageRequest<Node> {
  context: Needs;
  /** For connections with a `total`. */
  info?: GraphQLResolveInfo;
  /** The same as the subscription's, of which this is the pull twin. */
  filter: LogFilter;
  first: number | null | undefined;
  after: string | null | undefined;
  /** The event as GraphQL shows it; the subscription gives the same. */
  toNode: (event: LoggedEvent, context: Needs) => Node;
}

/**
 * The next events of the log, oldest first, at most 500 and by default 100. `endCursor` covers all that was looked at,
 * so that a reader goes on from it even after an empty page. `total`, when it is asked for, counts what the log keeps;
 * not for a filter with a `where`.
 */
export async function logPage<Node>(request: LogPageRequest<Node>): Promise<Connection<Node>> {
  const { context, info, filter, toNode } = request;
  const first = pageSize(request.first, 100);
  const after = request.after ?? null;
  const [{ events, hasNextPage, covered }, total] = await Promise.all([
    context.events.page(context.sql, filter, { after, first }),
    info && !filter.where && selectedFields(info).has('total') ? countEvents(context.sql, filter) : null,
  ]);
  const nodes = events.map((event) => toNode(event, context));
  const cursorOf = ({ seq }: LoggedEvent) => context.cursors.encodeSeq(seq);
  return {
    nodes,
    // signing costs more than all the rest, and few ask for edges
    get edges() {
      return nodes.map((node, at) => ({ cursor: cursorOf(events[at]!), node }));
    },
    pageInfo: {
      startCursor: events[0] ? cursorOf(events[0]) : null,
      endCursor: covered,
      hasNextPage,
      hasPreviousPage: after !== null,
    },
    total,
  };
}
