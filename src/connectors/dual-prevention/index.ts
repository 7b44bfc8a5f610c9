import { defineConnector } from '../../kernel/ingest/contract';
import { checks } from './checks';
import { hazards } from './hazards';
import { promises } from './promises';
import { riskPoints } from './risk-points';
import { specialOperations } from './special-operations';
import { transitions } from './transitions';

/** The dual prevention platform 双重预防机制平台: risk points, hazards, checks, operations and promises over HTTP. */
export const dualPrevention = defineConnector({
  name: 'dual-prevention',
  subgraph: 'risk',
  owner: '双重预防机制平台(应急管理局)· Dual prevention platform of the emergency bureau',
  transport: 'http',
  rhythmSeconds: 15,
  streams: [riskPoints, hazards, checks, specialOperations, transitions, promises],
});
