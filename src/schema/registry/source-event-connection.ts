import { connectionType } from '../../kernel/graphql/connection-type';
import { SourceEvent } from './source-event';

/** A page of the log. */
export const SourceEventConnection = connectionType(() => SourceEvent, 'SourceEvent', { total: false });
