import type { GraphQLResolveInfo } from 'graphql';
import { Campaign } from '../../entities/committees/campaign';
import { CampaignWeek } from '../../entities/committees/campaign-week';
import { cityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import type { CampaignKind } from '../../schema/committees/enums';
import { listed } from './listed';
import { divisionCode, fixed, inKeyDivision } from './lists';
import { needs } from './needs';

interface Totals {
  checks: number;
  hazards: number;
}

export function campaignsIn(
  { division, kind, active }: { division: string; kind: CampaignKind | null; active: boolean | null },
  context: HubContext,
  info: GraphQLResolveInfo,
) {
  const today = cityDate(context.clock.now());
  const underWay = condition`(begins_on <= ${today}::date and coalesce(ends_on >= ${today}::date, true)) = ${active}`;
  return listed<Campaign>(
    divisionCode(division),
    {
      ...{ entity: Campaign, info, also: needs.campaign },
      where: [
        inKeyDivision,
        ...(kind ? [condition`kind = ${kind}`] : []),
        ...(active == null ? [] : [underWay]),
      ],
      orderBy: 'begins_on desc, id',
    },
    context,
  );
}

export const weeksOf = (campaign: string, context: HubContext, info: GraphQLResolveInfo) =>
  listed<CampaignWeek>(
    campaign,
    { entity: CampaignWeek, info, where: [fixed('campaign_id = k.key')], orderBy: 'ends_on desc' },
    context,
  );

/** Nothing reported yet is nothing done. */
export async function totalsOf(campaign: string, { load }: HubContext): Promise<Totals> {
  const totals = await load.batch<string, Totals>('campaign totals', readTotals).load(campaign);
  return totals ?? { checks: 0, hazards: 0 };
}

async function readTotals(ids: readonly string[], sql: Sql): Promise<Map<string, Totals>> {
  const rows = await sql.query<Totals & { id: string }>(
    `select campaign_id as id, sum(checks)::int as checks, sum(hazards_found)::int as hazards
     from committees.campaign_week where campaign_id = any($1) group by campaign_id`,
    [ids],
  );
  return new Map(rows.map(({ id, ...totals }) => [id, totals]));
}
