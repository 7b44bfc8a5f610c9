import { badUserInput } from '../../kernel/errors';

const MOST = 100;

/** Numbers of refused records, or BAD_USER_INPUT. */
export function idsToRetry(ids: readonly string[]): readonly string[] {
  if (ids.length === 0 || ids.length > MOST) throw badUserInput('ids', `allowed are 1 to ${MOST} of them`);
  const wrong = ids.find((id) => !/^\d{1,18}$/.test(id));
  if (wrong !== undefined) throw badUserInput('ids', `${JSON.stringify(wrong)} is no number of a record`);
  return ids;
}
