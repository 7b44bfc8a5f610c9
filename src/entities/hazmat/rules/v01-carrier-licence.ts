import { outside } from './classes';
import { permitFault } from './permit-fault';
import type { TripRule } from './rule';

/** The carrier has no licence for hazardous goods in force, or none that takes in the class. */
export const carrierLicence: TripRule = {
  id: 'V01',
  findings({ carrier: { uscc, licences }, goods, loadAt }) {
    const one = (about: string, message: string) => [{ about, message }];
    if (licences.length === 0)
      return one(
        'carrier',
        `许可登记中没有承运人 ${uscc} · the register knows no licence of the carrier ${uscc}`,
      );
    const faults = licences.map((licence) => ({ licence, fault: permitFault(licence, loadAt) }));
    const inForce = faults.filter(({ fault }) => fault === null).map(({ licence }) => licence);
    if (inForce.length === 0) {
      const { licence, fault } = faults[0]!;
      return one('carrier', `承运人许可证 ${licence.number} ${fault}`);
    }
    const scope = inForce.flatMap((licence) => licence.scope);
    return outside(goods, scope).map((name) => ({
      about: `class ${name}`,
      message: `承运人许可范围不含 ${name} 类 · the licence of the carrier does not take in class ${name}`,
    }));
  },
};
