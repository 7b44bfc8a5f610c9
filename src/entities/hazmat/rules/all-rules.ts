import type { RoadRule, TripRule, TripRuleId } from './rule';
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
import { approvedRoute } from './v11-approved-route';
import { speed } from './v12-speed';
import { restrictedArea } from './v13-restricted-area';
import { nightBan } from './v14-night-ban';
import { rest } from './v15-rest';
import { signal } from './v16-signal';
import { incompatibleGoods } from './v17-incompatible-goods';
import { tankLimits } from './v18-tank-limits';
import { marksAndPlates } from './v19-marks-and-plates';
import { banWindow } from './v20-ban-window';
import { consignee } from './v21-consignee';
import { oneTripAtATime } from './v22-one-trip-at-a-time';
import { unloadedMass } from './v23-unloaded-mass';

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
  approvedRoute,
  speed,
  restrictedArea,
  nightBan,
  rest,
  signal,
  incompatibleGoods,
  tankLimits,
  marksAndPlates,
  banWindow,
  consignee,
  oneTripAtATime,
  unloadedMass,
];

/** Those that are judged along the way, from the positions. */
export const roadRules: readonly RoadRule[] = allTripRules.filter((rule): rule is RoadRule => 'step' in rule);

/**
 * What can be wrong only after the load has left. Whoever loaded it does not answer for that, so it never counts for a
 * firm's risk (R17).
 */
export const AFTER_LOADING: readonly TripRuleId[] = [...roadRules.map(({ id }) => id), 'V19', 'V23'];
