import { defineConnector } from '../../kernel/ingest/contract';
import { checks } from './checks';
import { hazards } from './hazards';
import { riskPoints } from './risk-points';

/** The dual prevention platform 双重预防机制平台: risk points, hazards and checks over HTTP. */
export const dualPrevention = defineConnector({
  name: 'dual-prevention',
  subgraph: 'risk',
  owner: '双重预防机制平台(应急管理局)· Dual prevention platform of the emergency bureau',
  transport: 'http',
  rhythmSeconds: 15,
  streams: [riskPoints, hazards, checks],
});
