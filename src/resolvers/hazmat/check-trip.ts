import { vehicleKey } from '../../entities/hazmat/vehicle';
import { ASSUMED_HOURS, MAX_TRIP_DAYS } from '../../entities/hazmat/trip-length';
import { routeFault } from '../../entities/hazmat/route-fault';
import { judge, ruleSetAt } from '../../entities/hazmat/rules/judge';
import { RULES_SINCE, tripRuleSets } from '../../entities/hazmat/rules/rule-sets';
import { readPictures, type TripRow } from '../../entities/hazmat/trip-pictures';
import { badUserInput } from '../../kernel/errors';
import type { HubContext } from '../../kernel/graphql/context';
import { dangerousGoods } from '../../kernel/reference/dangerous-goods';
import type { StoredGoods } from '../../schema/hazmat/goods-line';
import type { TripGoodsInput, TripInput } from '../../schema/hazmat/trip.input';
import type { TripVerdict } from '../../schema/hazmat/trip-verdict';
import { shownViolation } from './violation-fields';
import { requireUn } from './waybill-reads';

const HOUR = 3_600_000;
const MAX_PASSES = 50;
const MAX_TEXT = 100;
const MAX_GOODS = 20;
const PACKING_GROUPS = ['I', 'II', 'III'];

/** Judges a trip that is planned by the rules for waybills, over what the registers say of its time. */
export async function checkTrip(input: TripInput, { sql, clock }: HubContext): Promise<TripVerdict> {
  const row = toRow(withoutMargins(input));
  const [picture] = await readPictures(sql, [row]);
  const { violations, notJudged, ruleSetVersion } = judge(picture!);
  return {
    ...{ legal: violations.length === 0, checkedAt: clock.now(), ruleSetVersion, notJudged },
    violations: violations.map((violation) => shownViolation({ ...violation, at: null })),
  };
}

/** As the registers keep a plate or a number: pasted text often brings blanks. */
function withoutMargins(input: TripInput): TripInput {
  const texts = Object.entries(input).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.trim() : value,
  ]);
  return {
    ...(Object.fromEntries(texts) as TripInput),
    passNumbers: input.passNumbers?.map((one) => one.trim()),
  };
}

function toRow(input: TripInput): TripRow {
  checkTexts(input);
  checkFigures(input);
  const { un, massKg, loadAt, route = null, passNumbers } = input;
  const trailer = input.trailerPlate != null;
  return {
    ...{ id: input.waybill ?? '', stage: null, carrierUscc: input.carrier, loadAt, route: route ?? null },
    vehicleKey: vehicleKey(input.plate, input.plateColour),
    trailerKey: trailer ? vehicleKey(input.trailerPlate!, input.trailerPlateColour!) : null,
    ...{ tankId: null, driverNumber: input.driverCertificate, escortNumber: input.escortCertificate ?? null },
    storedGoods: [{ un, massKg, packingGroup: input.packingGroup }, ...(input.otherGoods ?? [])].map(toGoods),
    ...{ consigneeUscc: input.consignee, motorway: input.motorway ?? null, unloadedKg: null },
    endsAt: input.endsAt ?? new Date(loadAt.getTime() + ASSUMED_HOURS * HOUR),
    ...{ arrivedAt: null, loadingCheck: null, passNumbers: passNumbers ?? [], reused: false },
  };
}

function toGoods({ un, massKg, packingGroup }: TripGoodsInput): StoredGoods {
  const known = dangerousGoods(un);
  return {
    ...{ un, massKg, class: known?.class ?? null, highlyToxic: known?.highlyToxic ?? null },
    ...{ properName: known?.nameZh ?? '', packingGroup: packingGroup ?? null, packaging: null },
  };
}

function checkTexts(input: TripInput): void {
  for (const name of ['plate', 'plateColour', 'driverCertificate'] as const) checkText(name, input[name]);
  for (const name of ['trailerPlate', 'trailerPlateColour', 'escortCertificate'] as const)
    if (input[name] != null) checkText(name, input[name]);
  if ((input.trailerPlate == null) !== (input.trailerPlateColour == null))
    throw badUserInput('input.trailerPlateColour', 'is given with trailerPlate, and only with it');
  const passes = input.passNumbers ?? [];
  if (passes.length > MAX_PASSES) throw badUserInput('input.passNumbers', `must be at most ${MAX_PASSES}`);
  passes.forEach((number, at) => checkText(`passNumbers[${at}]`, number));
}

function checkText(name: string, text: string): void {
  if (text.trim() === '' || text.length > MAX_TEXT)
    throw badUserInput(`input.${name}`, `must be 1 to ${MAX_TEXT} characters`);
}

function checkGoods(name: string, { un, massKg, packingGroup }: TripGoodsInput): void {
  requireUn(`${name}.un`, un);
  if (!(massKg > 0)) throw badUserInput(`${name}.massKg`, 'must be more than 0');
  if (packingGroup != null && !PACKING_GROUPS.includes(packingGroup))
    throw badUserInput(`${name}.packingGroup`, 'must be I, II or III');
}

function checkFigures({ un, massKg, packingGroup, otherGoods, loadAt, endsAt, route }: TripInput): void {
  checkGoods('input', { un, massKg, packingGroup });
  if ((otherGoods?.length ?? 0) > MAX_GOODS)
    throw badUserInput('input.otherGoods', `must be at most ${MAX_GOODS}`);
  otherGoods?.forEach((one, at) => checkGoods(`input.otherGoods[${at}]`, one));
  if (!ruleSetAt(tripRuleSets, loadAt))
    throw badUserInput(
      'input.loadAt',
      `must be ${RULES_SINCE} or later: no rule set of the hub holds before`,
    );
  if (endsAt && !(endsAt > loadAt && endsAt.getTime() - loadAt.getTime() <= MAX_TRIP_DAYS * 24 * HOUR))
    throw badUserInput('input.endsAt', `must be after loadAt, by at most ${MAX_TRIP_DAYS} days`);
  const fault = route ? routeFault(route) : null;
  if (fault) throw badUserInput('input.route', fault);
}
