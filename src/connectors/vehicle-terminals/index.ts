import { defineConnector } from '../../kernel/ingest/contract';
import { askedPositions, batches, positions } from './positions';
import { signsOfLife } from './signs-of-life';

/** Terminals of dangerous-goods vehicles that connect to the hub themselves 车载终端直连, over JT/T 808. */
export const vehicleTerminals = defineConnector({
  name: 'vehicle-terminals',
  subgraph: 'hazmat',
  owner: '危货车辆车载终端(直连)· Terminals of dangerous-goods vehicles that connect to the hub themselves',
  transport: 'tcp',
  protocol: 'jt808',
  rhythmSeconds: 60,
  streams: [positions, askedPositions, batches, signsOfLife],
});
