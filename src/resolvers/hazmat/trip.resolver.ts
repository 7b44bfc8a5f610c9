import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { TripInput } from '../../schema/hazmat/trip.input';
import { TripVerdict } from '../../schema/hazmat/trip-verdict';
import { checkTrip } from './check-trip';

@Resolver(() => TripVerdict)
export class TripResolver {
  @Query(() => TripVerdict, {
    nullable: true,
    description:
      '出车前核验:按装货时有效的规则和各登记对行程期间的记载判定;类别不明的货物不予认可 · Whether a planned trip would be lawful, by the rules valid when it is loaded and what the registers say of the time of the trip, so far as they are known now; goods whose class no table knows are never lawful',
  })
  checkTrip(
    @Arg('input', () => TripInput, { description: '拟行运输 · The trip' }) input: TripInput,
    @Ctx() context: HubContext,
  ) {
    return checkTrip(input, context);
  }
}
