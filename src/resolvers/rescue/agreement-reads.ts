import type { GraphQLResolveInfo } from 'graphql';
import { RescueAgreement } from '../../entities/rescue/rescue-agreement';
import { RescueTeam } from '../../entities/rescue/rescue-team';
import { cityDate } from '../../kernel/clock';
import type { HubContext } from '../../kernel/graphql/context';
import { needs } from './needs';

/** Teams that have to come to this firm by an agreement valid today in city time, each once. */
export async function teamsByAgreement(
  uscc: string,
  { load, clock }: HubContext,
  info: GraphQLResolveInfo,
): Promise<RescueTeam[]> {
  const today = cityDate(clock.now());
  const agreements = await load.many(RescueAgreement, 'uscc', uscc);
  const valid = agreements.filter(({ validFrom, validTo }) => validFrom <= today && today <= validTo);
  const ids = [...new Set(valid.map(({ teamId }) => teamId))];
  const teams = await Promise.all(
    ids.map((id) => load.one(RescueTeam, 'id', id, { info, also: needs.team })),
  );
  return teams.filter((team) => team !== null);
}
