import { connectionType } from '../../kernel/graphql/connection-type';
import { AlarmEvent } from './alarm-event';

/** A page of the log. */
export const AlarmEventConnection = connectionType(() => AlarmEvent, 'AlarmEvent', { total: false });
