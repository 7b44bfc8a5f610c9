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
      '出车前核验:按装货时有效的规则和现有登记判定 · Whether a planned trip would be lawful, by the rules valid when it is loaded and what the registers say now',
  })
  checkTrip(
    @Arg('input', () => TripInput, { description: '拟行运输 · The trip' }) input: TripInput,
    @Ctx() context: HubContext,
  ) {
    return checkTrip(input, context);
  }
}
