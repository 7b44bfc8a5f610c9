import { connectionType } from '../../kernel/graphql/connection-type';
import { TeamEvent } from './team-event';

/** A page of the log. */
export const TeamEventConnection = connectionType(() => TeamEvent, 'TeamEvent', { total: false });
