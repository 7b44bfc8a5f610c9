import { exampleVariables } from '../../demo/city/examples';
import type { City } from '../../demo/city/generate-city';
import type { TestHub } from './hub';

/** Arguments with which each root field has something to answer about a frozen city, as `wholeOperations` wants them. */
export async function rootArguments(
  hub: Pick<TestHub, 'ask'>,
  city: City,
): Promise<(field: string) => Promise<Record<string, string>>> {
  const { committees, rescue, supplies, command, at } = city;
  const division = city.plan.division;
  const mine = city.firms.find(({ industry }) => industry === 'COAL_MINE')!;
  const stock = supplies.stockLines[0]!;
  const { data: found } = await hub.ask<Record<string, { nodes: { id: string }[] }>>(
    `{ alarms(filter: {division: "${division}"}, first: 1) { nodes { id } }
       waybills(filter: {division: "${division}"}, first: 1) { nodes { id } }
       riskChanges(first: 1) { nodes { id } } }`,
  );
  const idOf = (field: string) => found[field]!.nodes[0]!.id;
  const ids: Record<string, string> = {
    sensor: city.points[0]!.point,
    alarm: idOf('alarms'),
    site: city.sites[0]!.id,
    hazard: city.hazards[0]!.id,
    committee: committees.committees.at(-1)!.id,
    unit: committees.units[0]!.id,
    patrol: committees.patrols[0]!.id,
    finding: committees.findings[0]!.id,
    campaign: committees.campaigns[0]!.id,
    waybill: idOf('waybills'),
    rescueTeam: rescue.teams[0]!.id,
    expert: rescue.experts[0]!.id,
    consultation: rescue.consultations[0]!.id,
    depot: supplies.depots[0]!.id,
    stockLine: stock.id,
    incident: command.incidents[0]!.id,
    headquartersById: command.headquarters[0]!.id,
    warning: command.warnings[0]!.id,
    commandCentre: command.centres[0]!.id,
    riskChange: idOf('riskChanges'),
    majorHazardUnit: city.hazardUnits[0]!.id,
    checkRecord: city.checks[0]!.id,
    source: 'enterprise-registry',
  };
  const { plate, plateColour } = city.hazmat.fleet.teams[0]!.vehicle;
  const { lng, lat } = (exampleVariables(city).Q2_AlarmToAction as { at: { lng: number; lat: number } }).at;
  const common = {
    ...{ uscc: mine.uscc, enterprise: mine.uscc, division, parent: division, un: '1005' },
    ...{ on: at.toISOString().slice(0, 10), before: '2026-12-31' },
    from: new Date(at.getTime() - 3_600_000).toISOString(),
    to: new Date(at.getTime() + 3_600_000).toISOString(),
  };
  /** Below a division they are days. */
  const days = { from: common.on, to: common.on };
  const written = (values: Record<string, string>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
  return async (field) => ({
    ...written({ ...common, code: field === 'material' ? stock.material : division }),
    ...(ids[field] && written({ id: ids[field] })),
    ...(field.startsWith('division') && written(days)),
    ...{ first: '3', at: `{lng: ${lng}, lat: ${lat}}`, near: `{lng: ${lng}, lat: ${lat}}` },
    ...{ items: '["foam"]', capability: 'HAZMAT', industry: '"COAL_MINE"' },
    ...(field === 'vehicle' && written({ plate, plateColour })),
    ...(field === 'units' && { kind: committees.units.at(-1)!.kind }),
    ...(['hazards', 'waybills'].includes(field) && { filter: `{division: "${division}"}` }),
  });
}
