import { TripStage } from '../../../schema/hazmat/enums';
import { figures, share } from './figures';
import { defineTripRule, type Finding } from './rule';
import type { Trip } from './trip';

/** What the loader saw is not what the waybill says. What it did not note is not compared. */
export const differsFromWaybill = defineTripRule({
  id: 'V07',
  /** A weighbridge does not repeat itself to the kilogram; a share of the waybill's mass. */
  parameters: figures({ tolerance: share }),
  findings(trip, { tolerance }) {
    if (!trip.loading || trip.stage === TripStage.CANCELLED) return [];
    return [...differingNames(trip), ...differingGoods(trip, tolerance)];
  },
});

function differingNames({ units, driver, escort, loading }: Trip): Finding[] {
  const { seen } = loading!;
  const unit = (role: string) => units.find((one) => one.role === role)?.name ?? null;
  const parts = [
    { about: 'vehicle', zh: '车辆', said: unit('vehicle'), found: seen.vehicle },
    { about: 'trailer', zh: '挂车', said: unit('trailer'), found: seen.trailer },
    { about: 'driver', zh: '驾驶员', said: driver.certificate, found: seen.driver },
    { about: 'escort', zh: '押运员', said: escort?.certificate ?? null, found: seen.escort },
  ];
  return parts
    .filter(({ said, found }) => found !== undefined && found !== said)
    .map(({ about, zh }) => ({
      about,
      message: `${zh}与运单不符 · the ${about} is not that of the waybill`,
    }));
}

function differingGoods({ goods, loading }: Trip, tolerance: number): Finding[] {
  const { uns, massKg } = loading!.seen;
  const findings: Finding[] = [];
  const said = [...new Set(goods.map(({ un }) => un))].sort().join(' ');
  const found = uns && [...new Set(uns)].sort().join(' ');
  if (found != null && found !== said)
    findings.push({
      about: 'goods',
      message: `货物 UN ${found} 与运单 UN ${said} 不符 · the goods are UN ${found}, the waybill says UN ${said}`,
    });
  const total = goods.reduce((sum, one) => sum + one.massKg, 0);
  if (massKg != null && Math.abs(massKg - total) > total * tolerance)
    findings.push({
      about: 'quantity',
      message: `实装 ${massKg} kg 与运单 ${total} kg 不符 · ${massKg} kg were loaded, the waybill says ${total} kg`,
    });
  return findings;
}
