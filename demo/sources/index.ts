import { openCommandCentre } from './command-centre';
import { openCommitteeRegistry } from './committee-registry';
import { openDepotInventory } from './depot-inventory';
import { openDualPrevention } from './dual-prevention';
import { openEnterpriseRegistry } from './enterprise-registry';
import { openHazmatPermits } from './hazmat-permits';
import { openRescueRegistry } from './rescue-registry';
import type { OpenOptionalSource } from './source';
import { openVehiclePositions } from './vehicle-positions';

/** The city's source systems by name, but for the monitoring platform, whose points the commands can turn. A further one is one line. */
export const SOURCES: Record<string, OpenOptionalSource> = {
  'enterprise-registry': openEnterpriseRegistry,
  'dual-prevention': openDualPrevention,
  'committee-registry': openCommitteeRegistry,
  'depot-inventory': openDepotInventory,
  'hazmat-permits': openHazmatPermits,
  'vehicle-positions': openVehiclePositions,
  'rescue-registry': openRescueRegistry,
  'command-centre': openCommandCentre,
};
