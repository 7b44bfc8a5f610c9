import { defineConnector } from '../../kernel/ingest/contract';
import { averages, readings } from './readings';

/** Gas and emission gateways at firms 数采仪, over HJ 212-2017. */
export const ecologyGateways = defineConnector({
  name: 'ecology-gateways',
  subgraph: 'monitoring',
  owner: '企业气体与污染源数采仪(生态环境局)· Gas and emission gateways at firms, ecology bureau',
  transport: 'tcp',
  protocol: 'hj212',
  rhythmSeconds: 60,
  streams: [readings, ...averages],
});
