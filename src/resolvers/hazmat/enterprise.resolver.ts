import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { TransportLicence } from '../../entities/hazmat/transport-licence';
import { Waybill } from '../../entities/hazmat/waybill';
import type { HubContext } from '../../kernel/graphql/context';
import { First } from '../../kernel/graphql/page-arguments';
import { ToldBy } from '../../kernel/graphql/told-by';
import { EnterpriseRef } from '../../schema/hazmat/enterprise.ref';
import { TripStage } from '../../schema/hazmat/enums';
import { needs } from './needs';
import { tripsOf } from './waybill-reads';

@Resolver(() => EnterpriseRef)
export class EnterpriseResolver {
  @FieldResolver(() => [Waybill], {
    nullable: true,
    description: '作为托运人的运单,后装货的在前 · Waybills that it consigns, the latest load first',
  })
  @ToldBy('hazmat-permits')
  outbound(
    @Root() { uscc }: EnterpriseRef,
    @Arg('stage', () => [TripStage], { nullable: true, description: '环节 · In one of these stages' })
    stage: TripStage[] | null,
    @First(100) first: number | null,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return tripsOf(uscc, { party: 'consignor', stage, first }, { load, info });
  }

  @FieldResolver(() => [Waybill], {
    nullable: true,
    description: '作为收货人的运单,后装货的在前 · Waybills that are sent to it, the latest load first',
  })
  @ToldBy('hazmat-permits')
  inbound(
    @Root() { uscc }: EnterpriseRef,
    @Arg('stage', () => [TripStage], { nullable: true, description: '环节 · In one of these stages' })
    stage: TripStage[] | null,
    @First(100) first: number | null,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return tripsOf(uscc, { party: 'consignee', stage, first }, { load, info });
  }

  @FieldResolver(() => [TransportLicence], {
    nullable: true,
    description: '危险货物道路运输许可 · Its licences for hazardous goods by road',
  })
  @ToldBy('hazmat-permits')
  transportLicences(
    @Root() { uscc }: EnterpriseRef,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.many(TransportLicence, 'uscc', uscc, { info, also: needs.permit });
  }
}
