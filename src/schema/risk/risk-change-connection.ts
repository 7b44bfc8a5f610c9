import { connectionType } from '../../kernel/graphql/connection-type';
import { RiskChange } from './risk-change';

/** A page of risk changes, in the order of the log. */
export const RiskChangeConnection = connectionType(() => RiskChange, 'RiskChange');
