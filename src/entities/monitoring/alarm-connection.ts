import { connectionType } from '../../kernel/graphql/connection-type';
import { Alarm } from './alarm';

/** A page of alarms. */
export const AlarmConnection = connectionType(() => Alarm, 'Alarm');
