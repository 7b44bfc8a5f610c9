import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ArrayOverlap, In, Like, type FindOptionsWhere } from 'typeorm';
import type { Context } from '../context';
import { Pass, Vehicle, VehiclePosition, Waybill } from '../entities/hazmat';
import { Enterprise, Site } from '../entities/registry';
import { WaybillConnection, WaybillFilter } from '../shapes';

const PAGE = 50;

/** A vehicle is online when it was positioned within this time. */
const ONLINE_MS = 60_000;

@Resolver(() => Waybill)
export class WaybillResolver {
  @Query(() => WaybillConnection)
  async waybills(
    @Arg('filter', () => WaybillFilter) { division, stage, class: classes }: WaybillFilter,
    @Ctx() { dataSource }: Context,
  ): Promise<WaybillConnection> {
    const asked: FindOptionsWhere<Waybill> = { stage: In(stage), classes: ArrayOverlap(classes) };
    const party = { division: Like(`${division}%`) };
    const [nodes, total] = await dataSource.getRepository(Waybill).findAndCount({
      where: [
        { ...asked, consignor: party },
        { ...asked, consignee: party },
        { ...asked, carriedBy: party },
      ],
      order: { loadAt: 'DESC', id: 'DESC' },
      take: PAGE,
    });
    return { nodes, total };
  }

  @FieldResolver(() => Enterprise, { nullable: true })
  carrier(@Root() { carrierUscc }: Waybill, @Ctx() { loaders }: Context) {
    return loaders.enterprise.load(carrierUscc);
  }

  @FieldResolver(() => Vehicle)
  async vehicle(@Root() { vehicleKey }: Waybill, @Ctx() { loaders }: Context) {
    const vehicle = await loaders.vehicle.load(vehicleKey);
    return vehicle ?? { key: vehicleKey, plate: vehicleKey.split(' ')[0]! };
  }

  @FieldResolver(() => [Pass])
  async passes(@Root() { passNumbers }: Waybill, @Ctx() { loaders }: Context) {
    const passes = await Promise.all(passNumbers.map((number) => loaders.pass.load(number)));
    return passes.filter((pass) => pass !== null);
  }

  @FieldResolver(() => Site, { nullable: true })
  destination(@Root() { destinationId }: Waybill, @Ctx() { loaders }: Context) {
    return destinationId && loaders.site.load(destinationId);
  }
}

@Resolver(() => Vehicle)
export class VehicleResolver {
  @FieldResolver(() => VehiclePosition, { nullable: true })
  position(@Root() { key }: Vehicle, @Ctx() { loaders }: Context) {
    return loaders.position.load(key);
  }

  @FieldResolver(() => Boolean)
  async online(@Root() { key }: Vehicle, @Ctx() { loaders, now }: Context) {
    const [position, silent] = await Promise.all([loaders.position.load(key), loaders.silent.load('open')]);
    return position !== null && !silent && now.getTime() - position.at.getTime() <= ONLINE_MS;
  }
}
