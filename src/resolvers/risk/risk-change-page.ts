import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext, LogFilter } from '../../kernel/graphql/context';
import { type Connection, pageSize } from '../../kernel/graphql/paging';
import { selectedFields } from '../../kernel/graphql/selection';
import type { RiskChange } from '../../schema/risk/risk-change';
import type { RiskFilter } from '../../schema/risk/risk-filter.input';
import { changeOfEvent } from './risk-change-of';
import { riskLog } from './risk-log';

interface Asked {
  after: string | null;
  filter: RiskFilter | null;
  first: number | null;
}

/** The next changes of the log. `endCursor` covers all that was looked at, so a reader goes on from it even after an empty page. */
export async function riskChangePage(
  { after, filter, first }: Asked,
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<Connection<RiskChange>> {
  const selected = riskLog(filter);
  const size = pageSize(first, 100);
  const [{ events, hasNextPage, covered }, total] = await Promise.all([
    context.events.page(context.sql, selected, { after, first: size }),
    selectedFields(info).has('total') ? countEvents(selected, context) : null,
  ]);
  const nodes = events.map((event) => changeOfEvent(event, context));
  return {
    nodes,
    edges: nodes.map((node) => ({ cursor: node.cursor, node })),
    pageInfo: {
      startCursor: nodes[0]?.cursor ?? null,
      endCursor: covered,
      hasNextPage,
      hasPreviousPage: after !== null,
    },
    total,
  };
}

/** How many events the log keeps that the filter selects, wherever the page stands. */
async function countEvents(filter: LogFilter, { sql }: HubContext): Promise<number> {
  const { topics, division, uscc, industry, committee, minRank, direction } = filter;
  const [row] = await sql.query<{ total: number }>(
    `select count(*)::int as total from hub.event
     where seq > (select trimmed_to from hub.event_log) and topic = any($1::text[])
       and ($2::text is null or starts_with(division, $2)) and ($3::text[] is null or uscc = any($3))
       and ($4::text[] is null or industry = any($4)) and ($5::text is null or committee = $5)
       and ($6::smallint is null or rank >= $6) and ($7::text is null or direction = $7)`,
    [topics, division, uscc, industry, committee, minRank, direction].map((value) => value ?? null),
  );
  return row!.total;
}
