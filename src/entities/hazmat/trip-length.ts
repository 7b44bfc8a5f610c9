/** A trip whose end nobody says is taken to last so long (proposal of the hub). */
export const ASSUMED_HOURS = 8;

/** A planned end that lies further away is a slip of the pen. */
export const MAX_TRIP_DAYS = 31;

/**
 * A vehicle that has arrived is taken to be free so long after, whether or not anybody says that it was unloaded
 * (proposal of the hub): a receipt that never comes must not bind it for ever.
 */
export const UNLOADING_HOURS = 4;
