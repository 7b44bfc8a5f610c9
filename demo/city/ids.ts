/** Which city; also the first letters of the ids that its departments give out. */
export type CityKey = 'JX' | 'TY';

const id =
  (kind: string, digits: number) =>
  (city: CityKey, number: number): string =>
    `${city}-${kind}${String(number).padStart(digits, '0')}`;

// How departments name each other's things. They agree on these numbers and on nothing else.
export const unitId = id('U', 2);
export const specialCommitteeId = id('ZW', 2);
export const safetyCommitteeId = (city: CityKey): string => `${city}-AWH`;
export const safetyOfficeId = (city: CityKey): string => `${city}-AWB`;
export const teamId = id('T', 2);
export const expertId = id('E', 2);
export const depotId = id('D', 2);
export const headquartersId = id('HQ', 2);
export const incidentId = id('I', 4);

/** @param day yyyy-MM-dd */
export const waybillId = (city: CityKey, day: string, number: number): string =>
  `${city}${day.replaceAll('-', '')}${String(number).padStart(4, '0')}`;
