import { connectionType } from '../../kernel/graphql/connection-type';
import { Enterprise } from './enterprise';

/** A page of firms. */
export const EnterpriseConnection = connectionType(() => Enterprise, 'Enterprise');
