import { cityDate } from '../../../kernel/clock';
import { figures, words } from './figures';
import { defineTripRule, type Finding } from './rule';
import type { Consignee, Trip } from './trip';

/** The consignee's own licences are not in force, or it is stopped while its risk is red. */
export const consignee = defineTripRule({
  id: 'V21',
  parameters: figures({ licences: words, stopped: words }),
  findings(trip, { licences, stopped }): Finding[] {
    const firm = trip.consignee;
    if (!firm?.registered) return [];
    const held = firm.licences.filter(({ kind }) => licences.includes(kind));
    const findings: Finding[] = [];
    if (held.length > 0 && !held.some((one) => isInForce(one, trip)))
      findings.push({
        about: 'licence',
        message: `收货人许可证均不在有效状态(${held.map(({ number }) => number).join('、')})· no licence of the consignee is in force`,
      });
    if (firm.level === RED && firm.status !== null && stopped.includes(firm.status))
      findings.push({
        about: 'stop order',
        message: '收货人风险为红色且处于停产状态 · the consignee is stopped, and its risk is red',
      });
    return findings;
  },
  unjudged({ consignee: firm }, { licences }) {
    if (!firm?.registered) return '收货人不在本市企业登记中 · the consignee is not in the register of firms';
    return firm.licences.some(({ kind }) => licences.includes(kind))
      ? null
      : '登记中没有收货人的相关许可证,不知是否需要 · the register has no such licence of the consignee, so it is not known whether it needs one';
  },
});

const RED = 'RED_MAJOR';

function isInForce({ state, validFrom, validTo }: Consignee['licences'][number], { loadAt }: Trip): boolean {
  const day = cityDate(loadAt);
  const isValid = state !== 'SUSPENDED' && state !== 'REVOKED' && state !== 'CANCELLED';
  return isValid && (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}
