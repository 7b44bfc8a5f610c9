import { RiskPoint } from '../../entities/risk/risk-point';
import { tableOf } from '../../kernel/database/tables';
import type { HubContext } from '../../kernel/graphql/context';
import { MAX_PAGE } from '../../kernel/graphql/paging';
import { selectList } from '../../kernel/graphql/select-list';
import { rankOf } from '../../kernel/risk/levels';

/** At most 500, the worst first, then by value; null when neither the registry nor any source knows the firm. */
export async function riskPointsOf(uscc: string, { sql }: HubContext): Promise<RiskPoint[] | null> {
  const table = tableOf(RiskPoint);
  const [points, known] = await Promise.all([
    sql.query<RiskPoint>(
      `select ${selectList(table, table.columns.keys())} from ${table.name} where uscc = $1`,
      [uscc],
    ),
    sql.query('select 1 from hub.subject where uscc = $1', [uscc]),
  ]);
  if (points.length === 0 && known.length === 0) return null;
  return points.sort(worstFirst).slice(0, MAX_PAGE);
}

const worstFirst = (one: RiskPoint, other: RiskPoint): number =>
  rankOf(other.level) - rankOf(one.level) || other.value - one.value || (one.id < other.id ? -1 : 1);
