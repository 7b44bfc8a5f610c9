import { generateCommand } from './command';
import type { Command } from './command-records';
import { generateCommittees, type CommitteesCity } from './committees';
import { colourOfUnit, expectedGrading, type ExpectedGrading } from './expected-grading';
import { riskPointLevel, worstLevel } from './expected-levels';
import { unlawfulLoaders } from './expected-around';
import { restingLevel } from './expected-rest';
import { generateSupplies } from './depots';
import type { Supplies } from './depots-records';
import { generateChecks, generateHazards } from './findings';
import { generateFirms } from './firms';
import { generateOperations } from './operations';
import type { Operations } from './operation-records';
import { generateHazmat, type Hazmat } from './hazmat';
import { generateHazardUnits } from './hazard-units';
import { generateLicences } from './licences';
import { generatePoints } from './points';
import type { CityPlan } from './plan';
import { jiexiu } from './plans/jiexiu';
import type * as records from './records';
import { readReference, type Reference } from './reference';
import { generateRescue } from './rescue';
import type { Rescue } from './rescue-records';
import { generateRiskPoints } from './risk-points';
import { generateSites } from './sites';

/** What the hub must come to, worked out without it. */
export interface Expected {
  /** By unit id. */
  gradings: Map<string, ExpectedGrading>;
  /** By risk point id. */
  riskPoints: Map<string, records.Level>;
  /** By USCC: the worst of the firm's risk points (R01) and hazard units (R02); UNRATED of a firm never assessed. */
  inherent: Map<string, records.Level>;
  /** By USCC: with the rules that its records set off as they stand at `at`, nobody silent; the one alarm that is open is of a firm red anyhow. */
  resting: Map<string, records.Level>;
}

export interface City extends Operations {
  plan: CityPlan;
  seed: number;
  at: Date;
  firms: records.Firm[];
  sites: records.Site[];
  licences: records.Licence[];
  hazardUnits: records.HazardUnit[];
  riskPoints: records.RiskPoint[];
  hazards: records.Hazard[];
  checks: records.Check[];
  points: records.MeasuringPoint[];
  committees: CommitteesCity;
  rescue: Rescue;
  supplies: Supplies;
  command: Command;
  hazmat: Hazmat;
  expected: Expected;
}

/** The demo city of a plan and a seed as it stands at a moment: the same arguments give the same city. */
export function generateCity(options: {
  seed: number;
  at: Date;
  plan?: CityPlan;
  reference?: Reference;
}): City {
  const { seed, at, plan = jiexiu, reference = readReference(plan) } = options;
  const firms = generateFirms({ seed, at, plan, reference });
  const sites = generateSites({ seed, plan, firms });
  const hazardUnits = generateHazardUnits({ seed, firms, sites, reference });
  const hazards = generateHazards({ seed, at, firms });
  const hazmat = generateHazmat({ seed, at, plan, firms, sites });
  const rescue = generateRescue({ seed, at, plan, reference, firms, sites });
  const city = {
    plan,
    seed,
    at,
    firms: firms.map(({ trade, worst, ordinal, ...firm }) => firm),
    sites,
    licences: generateLicences({ seed, at, firms }),
    hazardUnits,
    riskPoints: generateRiskPoints({ seed, at, firms }),
    hazards,
    checks: generateChecks({ seed, at, firms, hazards }),
    ...generateOperations({ at, firms, hazardUnits }),
    points: generatePoints({ seed, plan, firms, sites }),
    committees: generateCommittees({ seed, at, plan, firms, reference }),
    hazmat,
    rescue,
    supplies: generateSupplies({ seed, at, plan, reference, firms, sites }),
    command: generateCommand({ seed, at, plan, reference, firms, sites, hazardUnits, rescue, hazmat }),
  };
  return { ...city, expected: expect(city, reference) };
}

function expect(city: Omit<City, 'expected'>, reference: Reference): Expected {
  const gradings = new Map(city.hazardUnits.map((unit) => [unit.id, expectedGrading(unit, reference)]));
  const riskPoints = new Map(city.riskPoints.map((point) => [point.id, riskPointLevel(point)]));
  const inherent = new Map(
    city.firms.map(({ uscc }) => {
      const points = city.riskPoints
        .filter((point) => point.uscc === uscc)
        .map(({ id }) => riskPoints.get(id)!);
      const units = city.hazardUnits
        .filter((unit) => unit.uscc === uscc)
        .flatMap(({ id }) => gradings.get(id)!.level ?? [])
        .map(colourOfUnit);
      return [uscc, worstLevel([...points, ...units])];
    }),
  );
  const unlawful = unlawfulLoaders(city.hazmat, city.at);
  const resting = new Map(
    city.firms.map((firm) => [
      firm.uscc,
      restingLevel({ city, firm, inherent: inherent.get(firm.uscc)!, unlawful }),
    ]),
  );
  return { gradings, riskPoints, inherent, resting };
}
