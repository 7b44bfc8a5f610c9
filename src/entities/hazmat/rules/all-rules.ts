import type { TripRule } from './rule';
import { carrierLicence } from './v01-carrier-licence';
import { vehicleCertificate } from './v02-vehicle-certificate';
import { tankMedia } from './v03-tank-media';
import { ratedLoad } from './v04-rated-load';
import { crewCertificate } from './v05-crew-certificate';
import { noEscort } from './v06-no-escort';
import { differsFromWaybill } from './v07-differs-from-waybill';
import { loadingCheck } from './v08-loading-check';
import { toxicPass } from './v09-toxic-pass';
import { specialPermits } from './v10-special-permits';
import { oneTripAtATime } from './v22-one-trip-at-a-time';

/** Every rule that the hub can judge a trip by. */
export const allTripRules: readonly TripRule[] = [
  carrierLicence,
  vehicleCertificate,
  tankMedia,
  ratedLoad,
  crewCertificate,
  noEscort,
  differsFromWaybill,
  loadingCheck,
  toxicPass,
  specialPermits,
  oneTripAtATime,
];
