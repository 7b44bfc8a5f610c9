import { isDeepStrictEqual } from 'node:util';
import type { Fact } from '../../kernel/risk/facts';
import type { Limit } from '../../schema/monitoring/limit';
import type { Sensor } from './sensor';

/**
 * Limits that were edited without an approval of their own (R07): the record names none, or the one that the former
 * limits had. Setting the first limits of a point is no edit.
 */
export function limitEdits(changes: readonly { before: Sensor | null; after: Sensor }[]): Fact[] {
  return changes.flatMap(({ before, after }) =>
    before && isEdited(before, after) && !isApproved(before, after) ? [editFact(before, after)] : [],
  );
}

const figuresOf = ({ limits }: Sensor) =>
  limits.map(({ kind, value }) => `${kind} ${value}`).sort((one, other) => (one < other ? -1 : 1));

const isEdited = (before: Sensor, after: Sensor): boolean =>
  before.limits.length > 0 && !isDeepStrictEqual(figuresOf(before), figuresOf(after));

const isApproved = (before: Sensor, after: Sensor): boolean =>
  after.limitsApproval !== null && after.limitsApproval !== before.limitsApproval;

const worded = (limits: readonly Limit[]): string =>
  limits.map(({ kind, value }) => `${kind} ${value}`).join(' ') || '—';

const editFact = (before: Sensor, after: Sensor): Fact => ({
  ...{ subject: after.uscc, kind: 'tampering', source: after.source, from: after.observedAt, to: null },
  key: `limits ${after.id} ${after.observedAt.toISOString()}`,
  value: {
    ...{ cause: 'LIMITS', site: after.siteId, place: after.place, quantity: after.quantity, endedAt: null },
    detail: `未经批准修改限值 · limits edited without approval: ${worded(before.limits)} → ${worded(after.limits)}`,
  },
});
