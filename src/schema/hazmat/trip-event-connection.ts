import { connectionType } from '../../kernel/graphql/connection-type';
import { TripEvent } from './trip-event';

/** A page of the log. */
export const TripEventConnection = connectionType(() => TripEvent, 'TripEvent', { total: false });
