import { defineConnector } from '../../kernel/ingest/contract';
import { positions } from './positions';

/** The platform that the terminals of dangerous-goods vehicles report to 重点营运车辆联网联控. */
export const vehiclePositions = defineConnector({
  name: 'vehicle-positions',
  subgraph: 'hazmat',
  owner: '重点营运车辆联网联控平台(交通运输局)· Networked control of key vehicles, transport bureau',
  transport: 'http',
  rhythmSeconds: 15,
  streams: [positions],
});
