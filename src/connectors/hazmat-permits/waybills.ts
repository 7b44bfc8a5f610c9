import { partsOf } from '../../entities/hazmat/parts';
import { ASSUMED_HOURS } from '../../entities/hazmat/trip-length';
import { vehicleKey } from '../../entities/hazmat/vehicle';
import { Waybill } from '../../entities/hazmat/waybill';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { classesOf, dangerousGoods } from '../../kernel/reference/dangerous-goods';
import type { StoredGoods } from '../../schema/hazmat/goods-line';
import type { LoadingCheck } from '../../schema/hazmat/loading-check';
import { waybillRecord, type WaybillRecord } from './waybill-record';
import { waybillWindow } from './window';

/** Waybills, from draft to closing. */
export const waybills = stream({
  name: 'waybills',
  channel: 'v1/waybills',
  format: 'json',
  items: 'items',
  window: waybillWindow,
  record: waybillRecord,
  map: (waybill) => ({ rows: [toRow(waybill)] }),
});

const keyOf = (vehicle: { plate: string; plateColour: string } | null | undefined): string | null =>
  vehicle ? vehicleKey(vehicle.plate, vehicle.plateColour) : null;

function toRow(sent: WaybillRecord): MappedRow<Waybill> {
  const { id, stage, tankId, loadAt, route } = sent;
  const storedGoods = sent.goods.map(toGoods);
  const classes = storedGoods.flatMap((line) => (line.class === null ? [] : classesOf(line.class)));
  const trip = {
    carrierUscc: sent.carrier,
    vehicleKey: keyOf(sent.vehicle)!,
    trailerKey: keyOf(sent.trailer),
    driverNumber: sent.driver,
    escortNumber: sent.escort,
    passNumbers: sent.passes,
  };
  return {
    entity: Waybill,
    values: {
      ...{ id, stage, tankId, loadAt, route, storedGoods },
      ...{ consignorUscc: sent.consignor, consigneeUscc: sent.consignee },
      ...trip,
      uns: [...new Set(storedGoods.map(({ un }) => un))],
      classes: [...new Set(classes)],
      parts: partsOf(trip),
      endsAt: sent.unloadedAt ?? sent.dueAt ?? new Date(loadAt.getTime() + ASSUMED_HOURS * 3_600_000),
      ...timesOf(sent),
      ...{ originId: sent.origin?.site ?? null, originText: sent.origin?.text ?? null },
      ...{ destinationId: sent.destination?.site ?? null, destinationText: sent.destination?.text ?? null },
      ...{ motorway: sent.motorway ?? null, unloadedKg: sent.unloadedKg ?? null },
      loadingCheck: sent.loadingCheck ? toCheck(sent.loadingCheck) : null,
    },
    observedAt: sent.updatedAt,
  };
}

const timesOf = ({ dispatchedAt, loadedAt, departedAt, arrivedAt, unloadedAt }: WaybillRecord) => ({
  dispatchedAt: dispatchedAt ?? null,
  loadedAt: loadedAt ?? null,
  departedAt: departedAt ?? null,
  arrivedAt: arrivedAt ?? null,
  unloadedAt: unloadedAt ?? null,
});

/** What the shipped table says of a UN number goes before what the waybill says of it. */
function toGoods({
  un,
  name,
  packingGroup,
  massKg,
  packaging,
  ...said
}: WaybillRecord['goods'][number]): StoredGoods {
  const known = dangerousGoods(un);
  return {
    ...{ un, massKg, packaging, properName: name, packingGroup: packingGroup ?? null },
    class: known?.class ?? said.class ?? null,
    highlyToxic: known?.highlyToxic ?? said.highlyToxic ?? null,
  };
}

function toCheck({ at, seen, ...check }: NonNullable<WaybillRecord['loadingCheck']>): LoadingCheck {
  const { vehicle, trailer, ...rest } = seen ?? {};
  return {
    ...check,
    at: at.toISOString(),
    seen: {
      ...rest,
      ...(vehicle && { vehicle: keyOf(vehicle) }),
      ...(trailer !== undefined && { trailer: keyOf(trailer) }),
    },
  };
}
