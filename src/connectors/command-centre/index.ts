import { defineConnector } from '../../kernel/ingest/contract';
import { centres } from './centres';
import { dutyShifts } from './duty-shifts';
import { headquarters } from './headquarters';
import { incidents } from './incidents';
import { warnings } from './warnings';

/** The command centre 应急指挥中心: incidents, headquarters, duty rosters, warnings and modes over HTTP. */
export const commandCentre = defineConnector({
  name: 'command-centre',
  subgraph: 'command',
  owner: '应急指挥中心(应急管理局)· Command centre of the emergency bureau',
  transport: 'http',
  rhythmSeconds: 10,
  streams: [incidents, warnings, centres, dutyShifts, headquarters],
});
