import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { CrewMember } from '../../entities/hazmat/crew-member';
import { Pass } from '../../entities/hazmat/pass';
import { RoadsideCheck } from '../../entities/hazmat/roadside-check';
import { Vehicle } from '../../entities/hazmat/vehicle';
import { Waybill } from '../../entities/hazmat/waybill';
import { WaybillConnection } from '../../entities/hazmat/waybill-connection';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { AfterEntry, First } from '../../kernel/graphql/page-arguments';
import { ToldBy } from '../../kernel/graphql/told-by';
import { EnterpriseRef } from '../../schema/hazmat/enterprise.ref';
import { CrewRole } from '../../schema/hazmat/enums';
import { GoodsLine } from '../../schema/hazmat/goods-line';
import { SiteRef } from '../../schema/hazmat/site.ref';
import { TripEvent } from '../../schema/hazmat/trip-event';
import { TripVerdict } from '../../schema/hazmat/trip-verdict';
import { WaybillFilter } from '../../schema/hazmat/waybill-filter.input';
import { crewOf } from './crew-reads';
import { goodsLine } from './goods-of';
import { needs } from './needs';
import { roadsideChecksOf } from './road-reads';
import { eventsOf } from './trip-log';
import { vehicleOf } from './vehicle-reads';
import { passesOf, siteOf, verdictOf } from './waybill-fields';
import { waybillPage } from './waybill-reads';

@Resolver(() => Waybill)
export class WaybillResolver {
  @Query(() => Waybill, { nullable: true, description: '按编号查运单 · A waybill by its number' })
  waybill(
    @Arg('id', () => ID, { description: '运单号 · Number of the waybill' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Waybill, 'id', id, { info, also: needs.waybill });
  }

  @Query(() => WaybillConnection, {
    nullable: true,
    description: '运单,后装货的在前 · Waybills, the latest load first',
  })
  @ToldBy('hazmat-permits')
  waybills(
    @Arg('filter', () => WaybillFilter, { description: '筛选 · Filter' }) filter: WaybillFilter,
    @First(50) first: number | null,
    @AfterEntry() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return waybillPage({ filter, first, after }, context, info);
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '托运人 · Consignor' })
  consignor(@Root() { consignorUscc: uscc }: Waybill): EnterpriseRef {
    return { uscc };
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '收货人 · Consignee' })
  consignee(@Root() { consigneeUscc: uscc }: Waybill): EnterpriseRef {
    return { uscc };
  }

  @FieldResolver(() => EnterpriseRef, { nullable: true, description: '承运人 · Carrier' })
  carrier(@Root() { carrierUscc: uscc }: Waybill): EnterpriseRef {
    return { uscc };
  }

  @FieldResolver(() => Vehicle, { description: '车辆或牵引车 · Vehicle or tractor' })
  vehicle(@Root() waybill: Waybill, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return vehicleOf(waybill.vehicleKey, waybill, { load, info });
  }

  @FieldResolver(() => Vehicle, { nullable: true, description: '挂车 · Trailer' })
  trailer(@Root() waybill: Waybill, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return waybill.trailerKey ? vehicleOf(waybill.trailerKey, waybill, { load, info }) : null;
  }

  @FieldResolver(() => CrewMember, { description: '驾驶员 · Driver' })
  driver(@Root() { driverNumber }: Waybill, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return crewOf(driverNumber, CrewRole.DRIVER, { load, info });
  }

  @FieldResolver(() => CrewMember, { nullable: true, description: '押运员 · Escort' })
  escort(@Root() { escortNumber }: Waybill, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return escortNumber ? crewOf(escortNumber, CrewRole.ESCORT, { load, info }) : null;
  }

  @FieldResolver(() => [GoodsLine], { description: '货物 · What it carries' })
  goods(@Root() { storedGoods }: Waybill): GoodsLine[] {
    return storedGoods.map(goodsLine);
  }

  @FieldResolver(() => SiteRef, { nullable: true, description: '起运场所 · Site of origin, if it is known' })
  origin(@Root() { originId }: Waybill): SiteRef | null {
    return siteOf(originId);
  }

  @FieldResolver(() => SiteRef, {
    nullable: true,
    description: '目的场所 · Site of destination, if it is known',
  })
  destination(@Root() { destinationId }: Waybill): SiteRef | null {
    return siteOf(destinationId);
  }

  @FieldResolver(() => [Pass], {
    description: '随车通行证、许可证(已登记的)· Its passes, as far as the register knows them',
  })
  passes(@Root() { passNumbers }: Waybill, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return passesOf(passNumbers, { load, info });
  }

  @FieldResolver(() => [TripEvent], {
    description:
      '运输事件,旧的在前,至多 200 条 · What happened, the oldest first, at most 200, as far as the log is kept',
  })
  events(@Root() { id }: Waybill, @Ctx() context: HubContext) {
    return eventsOf(id, context);
  }

  @FieldResolver(() => [RoadsideCheck], {
    description: '行程期间的路面检查 · Checks of its vehicle on the road during the trip',
  })
  roadsideChecks(@Root() waybill: Waybill, @Ctx() context: HubContext) {
    return roadsideChecksOf(waybill, context);
  }

  @FieldResolver(() => TripVerdict, { description: '合规判定 · Whether it is lawful' })
  verdict(@Root() waybill: Waybill): TripVerdict {
    return verdictOf(waybill);
  }

  @FieldResolver(() => Freshness, { description: '数据时效 · How far this can be trusted now' })
  freshness(@Root() waybill: Waybill, @Ctx() { freshness }: HubContext) {
    return freshness.of(waybill);
  }
}
