import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { ArrayContains, MoreThan } from 'typeorm';
import { haversineKm } from '../../../src/kernel/geo/nearest';
import { RescueCapability, TeamState } from '../../../src/schema/rescue/enums';
import type { Context } from '../context';
import { RescueTeam, TeamDistance } from '../entities/rescue';
import { PointInput } from '../shapes';

@Resolver(() => RescueTeam)
export class RescueTeamResolver {
  @Query(() => [TeamDistance])
  async nearestTeams(
    @Arg('at', () => PointInput) at: PointInput,
    @Arg('capability', () => RescueCapability) capability: RescueCapability,
    @Arg('limit', () => Int, { defaultValue: 5 }) limit: number,
    @Ctx() { dataSource }: Context,
  ): Promise<TeamDistance[]> {
    const teams = await dataSource.getRepository(RescueTeam).findBy({
      state: TeamState.READY,
      onDuty: MoreThan(0),
      capabilities: ArrayContains([capability]),
    });
    return teams
      .map((team) => ({ team, km: Math.round(haversineKm(at, team) * 1000) / 1000 }))
      .sort((a, b) => a.km - b.km || (a.team.id < b.team.id ? -1 : 1))
      .slice(0, limit)
      .map(({ team, km }) => ({ team, km, etaMinutes: etaMinutes(team, km) }));
  }
}

function etaMinutes({ turnoutSeconds }: RescueTeam, km: number): number | null {
  if (turnoutSeconds === null) return null;
  return Math.round((turnoutSeconds / 60 + (km * 1.4) / (40 / 60)) * 10) / 10;
}
