import { defineConnector } from '../../kernel/ingest/contract';
import { depots } from './depots';
import { materials } from './materials';
import { stockLines } from './stock-lines';

/** The inventory of the material depots 应急物资库存, read from its own database. */
export const depotInventory = defineConnector({
  name: 'depot-inventory',
  subgraph: 'depots',
  owner: '应急物资库存(应急管理局)· Inventory of the material depots of the emergency bureau',
  transport: 'sql',
  rhythmSeconds: 15,
  streams: [depots, materials, stockLines],
});
