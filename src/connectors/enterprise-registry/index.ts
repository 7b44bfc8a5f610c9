import { defineConnector } from '../../kernel/ingest/contract';
import { enterprises } from './enterprises';
import { hazardUnits } from './hazard-units';
import { licences } from './licences';
import { sites } from './sites';

/** The city's register of firms 企业登记库: CSV files in GB18030 dropped into a folder. */
export const enterpriseRegistry = defineConnector({
  name: 'enterprise-registry',
  subgraph: 'registry',
  owner: '企业登记库(应急窗口、市场监管局)· Register of firms (approval window, market regulator)',
  transport: 'files',
  rhythmSeconds: 60,
  streams: [enterprises, sites, licences, hazardUnits],
});
