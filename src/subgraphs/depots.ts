import { depotInventory } from '../connectors/depot-inventory';
import { Depot } from '../entities/depots/depot';
import { Material } from '../entities/depots/material';
import { Depots1700000070000 } from '../entities/depots/migrations/1700000070000-depots';
import { stockAlertsSweep } from '../entities/depots/stock-alerts.sweep';
import { StockLine } from '../entities/depots/stock-line';
import { depotWatcher, stockLineWatcher } from '../entities/depots/stock.watchers';
import { defineSubgraph } from '../kernel/graphql/define-subgraph';
import { AdminDivisionResolver } from '../resolvers/depots/admin-division.resolver';
import { DepotResolver } from '../resolvers/depots/depot.resolver';
import { depotsReferences } from '../resolvers/depots/depots-references';
import { MaterialResolver } from '../resolvers/depots/material.resolver';
import { StockEventResolver } from '../resolvers/depots/stock-event.resolver';
import { StockHitResolver } from '../resolvers/depots/stock-hit.resolver';
import { StockLineResolver } from '../resolvers/depots/stock-line.resolver';

/** What there is to help with: depots, the catalogue of materials, and the stock with its alerts. */
export const depots = defineSubgraph({
  name: 'depots',
  title: '物资 · Materials',
  resolvers: [
    DepotResolver,
    MaterialResolver,
    StockLineResolver,
    StockHitResolver,
    StockEventResolver,
    AdminDivisionResolver,
  ],
  references: depotsReferences,
  entities: [Depot, Material, StockLine],
  migrations: [Depots1700000070000],
  connectors: [depotInventory],
  watchers: [depotWatcher, stockLineWatcher],
  sweeps: [stockAlertsSweep],
});
