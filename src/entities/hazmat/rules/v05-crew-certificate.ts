import type { CrewRole } from '../../../schema/hazmat/enums';
import { maskCertificate } from '../mask';
import { explosivesOf, fireworksOf, isHighlyToxic, radioactivesOf } from './classes';
import { permitFault } from './permit-fault';
import type { Finding, TripRule } from './rule';
import type { Trip, TripPerson } from './trip';

const ROLES: Record<CrewRole, string> = { DRIVER: '驾驶员', ESCORT: '押运员', LOADER: '装卸管理员' };

/** Categories of a certificate of competence; those for highly toxic, explosive and radioactive goods stand apart. */
export const CATEGORIES: Record<string, string> = {
  GENERAL: '道路危险货物运输',
  HIGHLY_TOXIC: '剧毒化学品',
  EXPLOSIVE: '爆炸品',
  RADIOACTIVE: '放射性物品',
};

/** Driver or escort without a certificate in force for their part and for these goods. */
export const crewCertificate: TripRule = {
  id: 'V05',
  findings: (trip) =>
    [trip.driver, ...(trip.escort ? [trip.escort] : [])].flatMap((one) => findingsOf(one, trip)),
};

function findingsOf({ role, certificate, known }: TripPerson, trip: Trip): Finding[] {
  const about = role.toLowerCase();
  const who = `${ROLES[role]}从业资格证 ${maskCertificate(certificate)}`;
  if (!known)
    return [{ about, message: `${who} 不在登记中 · the certificate of the ${about} is not in the register` }];
  const fault = permitFault(known, trip.loadAt);
  if (fault) return [{ about, message: `${who} ${fault}` }];
  if (known.role !== role)
    return [
      {
        about,
        message: `${who} 岗位为${ROLES[known.role]} · the certificate of the ${about} is for another part`,
      },
    ];
  return categoriesNeeded(trip)
    .filter((category) => !known.categories.includes(category))
    .map((category) => ({
      about: `${about} ${category}`,
      message: `${who} 不含${CATEGORIES[category]} · the certificate of the ${about} is not for ${category}`,
    }));
}

function categoriesNeeded(trip: Trip): string[] {
  const special = [
    ...(isHighlyToxic(trip) ? ['HIGHLY_TOXIC'] : []),
    ...(explosivesOf(trip).length + fireworksOf(trip).length > 0 ? ['EXPLOSIVE'] : []),
    ...(radioactivesOf(trip).length > 0 ? ['RADIOACTIVE'] : []),
  ];
  return special.length > 0 ? special : ['GENERAL'];
}
