import { connectionType } from '../../kernel/graphql/connection-type';
import { StockEvent } from './stock-event';

/** A page of the log. */
export const StockEventConnection = connectionType(() => StockEvent, 'StockEvent', { total: false });
