import { connectionType } from '../../kernel/graphql/connection-type';
import { FindingEvent } from './finding-event';

/** A page of the log. */
export const FindingEventConnection = connectionType(() => FindingEvent, 'FindingEvent', { total: false });
