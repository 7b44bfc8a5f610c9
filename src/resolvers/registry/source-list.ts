import type { GraphQLResolveInfo } from 'graphql';
import { Source } from '../../entities/registry/source';
import { tableOf } from '../../kernel/database/tables';
import type { HubContext } from '../../kernel/graphql/context';
import { neededProperties, selectList } from '../../kernel/graphql/select-list';
import { selectedFields } from '../../kernel/graphql/selection';

/** `lagSeconds` is worked out from when the source was last heard. */
export const NEEDED_OF_SOURCE = ['lastReceivedAt'] as const;

/** Every source by name; there are as many as connectors, so there are no pages. */
export function listSources({ sql }: HubContext, info: GraphQLResolveInfo): Promise<Source[]> {
  const table = tableOf(Source);
  const columns = selectList(table, neededProperties(table, selectedFields(info), NEEDED_OF_SOURCE));
  return sql.query<Source>(`select ${columns} from ${table.name} order by id`);
}
