/** A trip whose end nobody says is taken to last so long (proposal of the hub). */
export const ASSUMED_HOURS = 8;

/** A planned end that lies further away is a slip of the pen. */
export const MAX_TRIP_DAYS = 31;
