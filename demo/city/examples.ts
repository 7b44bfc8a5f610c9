import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { City } from './generate-city';
import { referenceFolder } from './reference';

/** When the example's load is taken on: long past, so that every certificate of the city covers it. */
const LOAD_AT = '2026-06-01T09:00:00+08:00';

/** From the reference tables. */
const SHIPPED = '../../risk/rule-sets/cn-sx-default.yaml';
const RULES = 'cn-sx-default/3';
const QUICKER = 'demo-quicker/1';

type Variables = Record<string, unknown>;

/**
 * Variables with which the console's examples find something in this city, by the name of the operation. Those of the
 * common city lie beside the examples (src/schema/examples) as well.
 */
export function exampleVariables(city: City): Record<string, Variables> {
  const d = city.plan.division;
  const plant = firstOf(city, 'HAZMAT');
  const until = after(city.at, 7);
  return {
    Q1_ShiftBoard: { d },
    Q2_AlarmToAction: { d, at: nearby(city.sites.find(({ uscc }) => uscc === plant.uscc)!.truth) },
    Q3_IncidentResources: { d, p: nearby(city.supplies.depots[0]!.truth) },
    Q4_WhyThisColour: { u: orangeMine(city).uscc, from: '2020-01-01T00:00:00Z' },
    Q5_MyCommittee: {
      c: city.committees.committees.find(({ industries }) => industries.includes('HAZMAT'))!.id,
    },
    Q6_WhoToVisit: { d, b: '2099-12-31' },
    Q7_EventPeriodRehearsal: { v: RULES, d, p: games(d) },
    Q8_TripCheck: { t: lawfulTrip(city) },
    Q9_LiveToxicTrips: { d },
    Q10_FirePreplan: { u: manyUnitPlant(city).uscc },
    Q11_CatchUp: { after: null, d },
    Q12_MapLayer: { d, a: null },
    R1_DeclareEventPeriod: { p: games(d) },
    R2_OverrideRisk: { u: orangeMine(city).uscc, until, request: `console ${until}` },
    R3_ProposeRuleSet: { document: quickerRules() },
    R4_SimulateOnHistory: { v: QUICKER, d, from: after(city.at, -1) },
    R5_ApproveRuleSet: { v: QUICKER, activeFrom: after(city.at, 1) },
    R6_RollBackRuleSet: { document: shippedRules() },
    R7_EndEventPeriod: { id: '' },
    R8_FollowEventPeriods: { d, a: null },
    S1: { d, a: null },
    S2: { d },
  };
}

/** Every year, so that they never lie in the past. */
const games = (division: string) => ({
  ...{ name: '示例运动会', from: '2026-08-08T00:00:00+08:00', to: '2026-08-19T00:00:00+08:00' },
  ...{ areas: [division], yearly: true },
});

const after = (at: Date, days: number): string => new Date(at.getTime() + days * 86_400_000).toISOString();

interface RuleDocument extends Variables {
  rules: { id: string; parameters: Variables }[];
}

const shippedRules = () => parse(readFileSync(join(referenceFolder(), SHIPPED), 'utf8')) as RuleDocument;

/** The rules that the hub ships, but that a level-2 alarm counts sooner. */
function quickerRules(): Variables {
  const shipped = shippedRules();
  const rules = shipped.rules.map((rule) =>
    rule.id === 'R04' ? { ...rule, parameters: { ...rule.parameters, openMinutes: 15 } } : rule,
  );
  return { ...shipped, version: QUICKER, rules };
}

const firstOf = ({ firms }: City, wanted: City['firms'][number]['industry']) =>
  firms.find(({ industry }) => industry === wanted)!;

/** Its colour has reasons to show, and an alarm can still move it. */
const orangeMine = ({ firms, expected }: City) =>
  firms.find(
    ({ industry, uscc, status }) =>
      industry === 'COAL_MINE' && status === 'RUNNING' && expected.resting.get(uscc) === 'ORANGE_LARGER',
  )!;

/** With a team of its own and more than one hazard unit. */
const manyUnitPlant = ({ firms, hazardUnits, rescue }: City) =>
  firms.find(
    ({ industry, uscc }) =>
      industry === 'HAZMAT' &&
      hazardUnits.filter((unit) => unit.uscc === uscc).length > 1 &&
      rescue.teams.some(({ owner }) => owner === uscc),
  )!;

/** To about a kilometre: a place as a person types it. */
const nearby = ({ lng, lat }: { lng: number; lat: number }) => ({
  lng: Number(lng.toFixed(2)),
  lat: Number(lat.toFixed(2)),
});

function lawfulTrip(city: City): Variables {
  const { carrier, cargo, driver, escort, vehicle, trailer } = city.hazmat.fleet.teams[0]!;
  return {
    consignor: firstOf(city, 'COKING').uscc,
    consignee: firstOf(city, 'HAZMAT').uscc,
    carrier,
    ...{ plate: vehicle.plate, plateColour: vehicle.plateColour },
    ...{ trailerPlate: trailer!.plate, trailerPlateColour: trailer!.plateColour },
    ...{ driverCertificate: driver.certificate, escortCertificate: escort.certificate },
    ...{ un: cargo.un, massKg: 21_000, loadAt: LOAD_AT },
  };
}
