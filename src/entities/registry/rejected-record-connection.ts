import { connectionType } from '../../kernel/graphql/connection-type';
import { RejectedRecord } from './rejected-record';

/** A page of refused records. */
export const RejectedRecordConnection = connectionType(() => RejectedRecord, 'RejectedRecord');
