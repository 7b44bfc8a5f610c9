import { connectionType } from '../../kernel/graphql/connection-type';
import { HazardEvent } from './hazard-event';

/** A page of the log. */
export const HazardEventConnection = connectionType(() => HazardEvent, 'HazardEvent', { total: false });
