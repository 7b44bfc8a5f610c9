import { cityDate } from '../../../kernel/clock';
import { outside } from './classes';
import { permitFault } from './permit-fault';
import type { Finding, TripRule } from './rule';
import type { Trip, TripUnit } from './trip';

/** A vehicle or trailer without a transport certificate for the class, or with its inspection overdue. */
export const vehicleCertificate: TripRule = {
  id: 'V02',
  findings: (trip) => trip.units.flatMap((unit) => findingsOf(unit, trip)),
};

function findingsOf({ role, name, known }: TripUnit, { goods, loadAt }: Trip): Finding[] {
  const finding = (what: string, message: string) => ({
    about: `${role} ${what}`,
    message: `${name} ${message}`,
  });
  if (!known) return [finding('certificate', '不在车辆登记中 · is not in the register of vehicles')];
  const { certificate, scope, inspectionDue } = known;
  const fault = certificate && permitFault(certificate, loadAt);
  const findings: Finding[] = [];
  if (!certificate)
    findings.push(
      finding('certificate', '登记中没有道路运输证 · has no transport certificate in the register'),
    );
  else if (fault) findings.push(finding('certificate', `道路运输证 ${certificate.number} ${fault}`));
  for (const one of outside(goods, scope))
    findings.push(
      finding(`class ${one}`, `道路运输证范围不含 ${one} 类 · has no transport certificate for class ${one}`),
    );
  if (inspectionDue === null)
    findings.push(finding('inspection', '登记中没有检验有效期 · has no inspection date in the register'));
  else if (inspectionDue < cityDate(loadAt))
    findings.push(
      finding('inspection', `检验 ${inspectionDue} 到期 · was due for inspection on ${inspectionDue}`),
    );
  return findings;
}
