import { defineConnector } from '../../kernel/ingest/contract';
import { agreements } from './agreements';
import { consultations } from './consultations';
import { experts } from './experts';
import { teams } from './teams';

/** The rescue register 应急救援力量登记系统: teams, the expert bank, consultations and rescue agreements over HTTP. */
export const rescueRegistry = defineConnector({
  name: 'rescue-registry',
  subgraph: 'rescue',
  owner: '应急救援力量登记系统(应急管理局)· Rescue register of the emergency bureau',
  transport: 'http',
  rhythmSeconds: 10,
  streams: [teams, experts, consultations, agreements],
});
