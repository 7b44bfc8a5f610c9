import { connectionType } from '../../kernel/graphql/connection-type';
import { WarningEvent } from './warning-event';

/** A page of the log. */
export const WarningEventConnection = connectionType(() => WarningEvent, 'WarningEvent', { total: false });
