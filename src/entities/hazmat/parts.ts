import { maskCertificate } from './mask';
import type { Waybill } from './waybill';

/** What a trip depends on besides its waybill, so that it can be found again when one of these changes. */
export const partOf = {
  carrier: (uscc: string) => `carrier ${uscc}`,
  vehicle: (key: string) => `vehicle ${key}`,
  crew: (number: string) => `crew ${number}`,
  pass: (number: string) => `pass ${number}`,
};

export type TripParts = Pick<
  Waybill,
  'carrierUscc' | 'vehicleKey' | 'trailerKey' | 'driverNumber' | 'escortNumber' | 'passNumbers'
>;

/** Everything that the trip depends on, each once. */
export const partsOf = (trip: TripParts): string[] => [
  ...new Set([partOf.carrier(trip.carrierUscc), ...sharedParts(trip), ...trip.passNumbers.map(partOf.pass)]),
];

/** A vehicle or person as it may be told of: 'vehicle 晋K0001 黄色', 'crew C-1', an identity number masked. */
export function partName(part: string): string {
  const space = part.indexOf(' ');
  const [kind, key] = [part.slice(0, space), part.slice(space + 1)];
  return `${kind} ${kind === 'crew' ? maskCertificate(key) : key}`;
}

/** Of these the vehicles and people, who can be on one trip only. */
export const sharedParts = (trip: Omit<TripParts, 'carrierUscc' | 'passNumbers'>): string[] => [
  ...[trip.vehicleKey, trip.trailerKey].filter((key) => key !== null).map(partOf.vehicle),
  ...[trip.driverNumber, trip.escortNumber].filter((number) => number !== null).map(partOf.crew),
];
