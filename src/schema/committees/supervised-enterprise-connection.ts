import { connectionType } from '../../kernel/graphql/connection-type';
import { EnterpriseRef } from './enterprise.ref';

/** A page of firms that a committee is in charge of; the registry may be away, so each may be null. */
export const SupervisedEnterpriseConnection = connectionType(() => EnterpriseRef, 'SupervisedEnterprise', {
  nullableNodes: true,
});
