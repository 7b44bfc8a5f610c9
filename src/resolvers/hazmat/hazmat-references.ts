import { Waybill } from '../../entities/hazmat/waybill';
import type { ReferenceResolver } from '../../kernel/graphql/define-subgraph';
import { goodOf } from './goods-of';
import { needs } from './needs';
import { findVehicle } from './vehicle-reads';

/** Firms are the registry's to confirm; here a key is enough. */
export const hazmatReferences: Record<string, ReferenceResolver> = {
  Enterprise: ({ uscc }) => ({ uscc }),
  Waybill: ({ id }, { load }, info) => load.one(Waybill, 'id', String(id), { info, also: needs.waybill }),
  Vehicle: (key, context, info) => findVehicle(key, context, info),
  DangerousGood: ({ un }) => goodOf(String(un)),
};
