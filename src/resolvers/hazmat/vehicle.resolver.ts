import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { Vehicle } from '../../entities/hazmat/vehicle';
import { Freshness } from '../../kernel/graphql/freshness';
import { First } from '../../kernel/graphql/page-arguments';
import { TrackPoint } from '../../schema/hazmat/track-point';
import { TransportCertificate } from '../../schema/hazmat/transport-certificate';
import { permitState } from './permit-state';
import { findVehicle, isOnline, positionOf, trackOf } from './vehicle-reads';

@Resolver(() => Vehicle)
export class VehicleResolver {
  @Query(() => Vehicle, {
    nullable: true,
    description: '按号牌和车牌颜色查车辆 · A vehicle by its plate and the colour of it',
  })
  vehicle(
    @Arg('plate', () => String, { description: '号牌 · Plate' }) plate: string,
    @Arg('plateColour', () => String, { description: '车牌颜色 · Colour of the plate' }) plateColour: string,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return findVehicle({ plate, plateColour }, context, info);
  }

  @FieldResolver(() => TransportCertificate, {
    nullable: true,
    description: '道路运输证;空为登记中没有 · Its transport certificate; null: none in the register',
  })
  transportCert(@Root() vehicle: Vehicle, @Ctx() { clock }: HubContext): TransportCertificate | null {
    const { certificateNumber: number, certificateValidTo: validTo } = vehicle;
    if (number == null) return null;
    return { number, validTo, state: permitState({ ...vehicle, validTo }, clock.now()) };
  }

  @FieldResolver(() => TrackPoint, {
    nullable: true,
    description: '最新位置;空为从未上报 · Where it was last; null: it was never positioned',
  })
  position(@Root() { key }: Vehicle, @Ctx() context: HubContext) {
    return positionOf(key, context);
  }

  @FieldResolver(() => [TrackPoint], {
    description: '近两小时轨迹,新的在前 · Where it was in the last two hours, the latest first',
  })
  track(@Root() { key }: Vehicle, @First(100) first: number | null, @Ctx() context: HubContext) {
    return trackOf(key, first, context);
  }

  @FieldResolver(() => Boolean, {
    description: '在线:一分钟内有定位,且平台在线 · Positioned within a minute, by a platform that is heard',
  })
  online(@Root() { key }: Vehicle, @Ctx() context: HubContext) {
    return isOnline(key, context);
  }

  @FieldResolver(() => Freshness, { description: '登记数据时效 · How fresh what the register says of it is' })
  freshness(@Root() vehicle: Vehicle, @Ctx() { freshness }: HubContext) {
    const { source, observedAt = null, receivedAt = null } = vehicle;
    return freshness.of({ source, observedAt, receivedAt });
  }
}
