import { Depot } from '../../entities/depots/depot';
import { Material } from '../../entities/depots/material';
import { StockLine } from '../../entities/depots/stock-line';
import type { ReferenceResolver } from '../../kernel/graphql/define-subgraph';
import { knownDivision } from '../../kernel/reference/divisions';
import { knownLine } from './depot-reads';
import { needs } from './needs';

export const depotsReferences: Record<string, ReferenceResolver> = {
  AdminDivision: ({ code }) => (knownDivision(String(code)) ? { code } : null),
  Depot: ({ id }, { load }, info) => load.one(Depot, 'id', String(id), { info, also: needs.depot }),
  Material: ({ code }, { load }, info) => load.one(Material, 'code', String(code), { info }),
  StockLine: ({ id }, { load }, info) => load.one(StockLine, 'id', String(id), { info, ...knownLine }),
};
