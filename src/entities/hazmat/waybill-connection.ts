import { connectionType } from '../../kernel/graphql/connection-type';
import { Waybill } from './waybill';

/** A page of waybills. */
export const WaybillConnection = connectionType(() => Waybill, 'Waybill');
