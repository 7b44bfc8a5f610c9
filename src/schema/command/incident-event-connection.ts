import { connectionType } from '../../kernel/graphql/connection-type';
import { IncidentEvent } from './incident-event';

/** A page of the log. */
export const IncidentEventConnection = connectionType(() => IncidentEvent, 'IncidentEvent', { total: false });
