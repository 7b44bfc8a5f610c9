import { defineConnector } from '../../kernel/ingest/contract';
import { positions, replenished } from './positions';
import { signsOfLife } from './signs-of-life';

/** Platforms of carriers, which pass on what their vehicles report 企业监控平台, over JT/T 809. */
export const carrierPlatforms = defineConnector({
  name: 'carrier-platforms',
  subgraph: 'hazmat',
  owner: '危货运输企业监控平台 · Monitoring platforms of dangerous-goods carriers',
  transport: 'tcp',
  protocol: 'jt809',
  rhythmSeconds: 60,
  streams: [positions, replenished, signsOfLife],
});
