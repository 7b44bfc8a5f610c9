import { connectionType } from '../../kernel/graphql/connection-type';
import { PeriodEvent } from './period-event';

/** A page of the log. */
export const PeriodEventConnection = connectionType(() => PeriodEvent, 'PeriodEvent', { total: false });
