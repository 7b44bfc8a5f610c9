import { RecordRejected } from '../../kernel/errors';
import { maskedName } from '../../kernel/ingest/fields';
import { ResponsibleRole, type ResponsiblePerson } from '../../schema/registry/responsible-person';

const ROLES: Record<string, ResponsibleRole> = {
  主要负责人: ResponsibleRole.PRINCIPAL,
  技术负责人: ResponsibleRole.TECHNICAL,
  操作负责人: ResponsibleRole.OPERATION,
  安全总监: ResponsibleRole.SAFETY_DIRECTOR,
};

/** `类别|职务|姓名`, the name may be blank; of a name no more than the first sign is kept. */
export function toResponsiblePerson(item: string): ResponsiblePerson {
  const [word = '', title, name, ...more] = item.split('|').map((part) => part.trim());
  const role = Object.hasOwn(ROLES, word) && ROLES[word];
  if (!role || !title || name === undefined || more.length)
    // the item is not told: it may hold a name
    throw new RecordRejected(
      `责任人: must be 类别|职务|姓名, with a 类别 of ${Object.keys(ROLES).join(' ')}`,
    );
  return { role, title, nameMasked: name === '' ? null : maskedName.parse(name) };
}
