import { defineConnector } from '../../kernel/ingest/contract';
import { heartbeat } from './heartbeat';
import { points } from './points';
import { readings } from './readings';

/** The online monitoring platform 高危行业在线监测预警平台: points, readings and a heartbeat over MQTT. */
export const monitoringPlatform = defineConnector({
  name: 'monitoring-platform',
  subgraph: 'monitoring',
  owner: '高危行业在线监测预警平台(应急管理局)· Online monitoring platform of the emergency bureau',
  transport: 'mqtt',
  rhythmSeconds: 10,
  streams: [points, readings, heartbeat],
});
