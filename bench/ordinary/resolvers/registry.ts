import { GraphQLDateTime } from 'graphql-scalars';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { IsNull, Like, MoreThan, MoreThanOrEqual } from 'typeorm';
import { licenceStateAt } from '../../../src/entities/registry/licence-state';
import { TripStage } from '../../../src/schema/hazmat/enums';
import type { LicenceState } from '../../../src/schema/registry/licence-enums';
import { HazardState } from '../../../src/schema/risk/enums';
import type { Context } from '../context';
import { MemberUnit } from '../entities/committees';
import { Waybill } from '../entities/hazmat';
import { Sensor } from '../entities/monitoring';
import { Enterprise, Licence, MajorHazardUnit, Site } from '../entities/registry';
import { Consultation, RescueTeam } from '../entities/rescue';
import { Hazard, RiskChange, RiskState } from '../entities/risk';
import { USCC } from '../scalars';
import { EnterpriseConnection, EnterpriseFilter } from '../shapes';

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  @Query(() => Enterprise, { nullable: true })
  enterprise(@Arg('uscc', () => USCC) uscc: string, @Ctx() { dataSource }: Context) {
    return dataSource.getRepository(Enterprise).findOneBy({ uscc });
  }

  @Query(() => EnterpriseConnection)
  async enterprises(
    @Arg('filter', () => EnterpriseFilter, { nullable: true }) filter: EnterpriseFilter | undefined,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | undefined,
    @Ctx() { dataSource }: Context,
  ): Promise<EnterpriseConnection> {
    const repository = dataSource.getRepository(Enterprise);
    const where = filter?.division ? { division: Like(`${filter.division}%`) } : {};
    const page = after ? { ...where, uscc: MoreThan(after) } : where;
    const [rows, total] = await Promise.all([
      repository.find({ where: page, order: { uscc: 'ASC' }, take: first + 1 }),
      repository.countBy(where),
    ]);
    const nodes = rows.slice(0, first);
    return {
      nodes,
      total,
      pageInfo: { endCursor: nodes.at(-1)?.uscc ?? null, hasNextPage: rows.length > first },
    };
  }

  @FieldResolver(() => RiskState, { nullable: true })
  risk(@Root() { uscc }: Enterprise, @Ctx() { loaders }: Context) {
    return loaders.risk.load(uscc);
  }

  @FieldResolver(() => [RiskChange])
  riskHistory(
    @Root() { uscc }: Enterprise,
    @Arg('from', () => GraphQLDateTime) from: Date,
    @Ctx() { dataSource }: Context,
  ) {
    const where = { uscc, unit: IsNull(), at: MoreThanOrEqual(from) };
    return dataSource.getRepository(RiskChange).find({ where, order: { at: 'ASC', seq: 'ASC' }, take: 100 });
  }

  @FieldResolver(() => [Hazard])
  hazards(
    @Root() { uscc }: Enterprise,
    @Arg('state', () => [HazardState]) states: HazardState[],
    @Ctx() { loaders }: Context,
  ) {
    return loaders.hazards(states).load(uscc);
  }

  @FieldResolver(() => [Site])
  sites(@Root() { uscc }: Enterprise, @Ctx() { loaders }: Context) {
    return loaders.sites.load(uscc);
  }

  @FieldResolver(() => [Licence])
  licences(@Root() { uscc }: Enterprise, @Ctx() { loaders }: Context) {
    return loaders.licences.load(uscc);
  }

  @FieldResolver(() => [MajorHazardUnit])
  majorHazardUnits(@Root() { uscc }: Enterprise, @Ctx() { loaders }: Context) {
    return loaders.hazardUnits.load(uscc);
  }

  @FieldResolver(() => MemberUnit, { nullable: true })
  supervisingUnit(@Root() enterprise: Enterprise, @Ctx() { loaders }: Context) {
    return loaders.supervisingUnit.load(enterprise);
  }

  @FieldResolver(() => [RescueTeam])
  ownTeams(@Root() { uscc }: Enterprise, @Ctx() { loaders }: Context) {
    return loaders.ownTeams.load(uscc);
  }

  @FieldResolver(() => [RescueTeam])
  async rescueAgreementWith(@Root() { uscc }: Enterprise, @Ctx() { loaders }: Context) {
    const agreements = await loaders.agreements.load(uscc);
    const teams = new Map(agreements.flatMap(({ team }) => (team ? [[team.id, team]] : [])));
    return [...teams.values()];
  }

  @FieldResolver(() => [Consultation])
  async consultations(
    @Root() { uscc }: Enterprise,
    @Arg('last', () => Int, { defaultValue: 3 }) last: number,
    @Ctx() { loaders }: Context,
  ) {
    return (await loaders.consultations.load(uscc)).slice(0, last);
  }

  @FieldResolver(() => [Waybill])
  async inbound(
    @Root() { uscc }: Enterprise,
    @Arg('stage', () => [TripStage]) stages: TripStage[],
    @Arg('first', () => Int, { defaultValue: 100 }) first: number,
    @Ctx() { loaders }: Context,
  ) {
    return (await loaders.inbound(stages).load(uscc)).slice(0, first);
  }
}

@Resolver(() => Site)
export class SiteResolver {
  @FieldResolver(() => Enterprise)
  enterprise(@Root() { uscc }: Site, @Ctx() { loaders }: Context) {
    return loaders.enterprise.load(uscc);
  }

  @FieldResolver(() => [Sensor])
  sensors(
    @Root() { id }: Site,
    @Arg('quantity', () => [String]) quantities: string[],
    @Ctx() { loaders }: Context,
  ) {
    return loaders.sensors(quantities).load(id);
  }
}

@Resolver(() => Licence)
export class LicenceResolver {
  @FieldResolver(() => String)
  state(@Root() { registeredState, validTo }: Licence, @Ctx() { now }: Context): string {
    return licenceStateAt({ state: registeredState as LicenceState, validTo }, now);
  }
}
