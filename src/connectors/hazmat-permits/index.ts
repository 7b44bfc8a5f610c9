import { defineConnector } from '../../kernel/ingest/contract';
import { carriers } from './carriers';
import { crew } from './crew';
import { passes } from './passes';
import { restrictedAreas } from './restricted-areas';
import { roadBans } from './road-bans';
import { roadsideChecks } from './roadside-checks';
import { vehicles } from './vehicles';
import { waybills } from './waybills';

/** The hazardous goods platform of the transport department 危险货物道路运输许可与电子运单: registers first, then waybills. */
export const hazmatPermits = defineConnector({
  name: 'hazmat-permits',
  subgraph: 'hazmat',
  owner: '危险货物道路运输许可与电子运单平台(交通运输局)· Hazardous goods platform of the transport bureau',
  transport: 'http',
  rhythmSeconds: 15,
  streams: [carriers, vehicles, crew, passes, restrictedAreas, roadBans, waybills, roadsideChecks],
});
