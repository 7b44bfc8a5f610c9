import { TripStage } from '../../schema/hazmat/enums';

/** Stages in which vehicle and people are bound by the trip. */
export const UNDER_WAY: readonly TripStage[] = [TripStage.LOADED, TripStage.IN_TRANSIT, TripStage.ARRIVED];

/** Stages behind which nothing of the trip comes any more. */
export const ENDED: readonly TripStage[] = [TripStage.UNLOADED, TripStage.CLOSED, TripStage.CANCELLED];
