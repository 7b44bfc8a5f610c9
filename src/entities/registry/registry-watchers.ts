import { startOfCityDate } from '../../kernel/clock';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import type { Fact, FactRetraction } from '../../kernel/risk/facts';
import { LicenceState } from '../../schema/registry/licence-enums';
import { Enterprise } from './enterprise';
import { Licence } from './licence';
import { MajorHazardUnit } from './major-hazard-unit';
import { Site } from './site';

/** Keeps the element type of a watcher between its entity and its rows. */
const watcher = <Row extends object>(definition: RowWatcher<Row>): RowWatcher =>
  definition as unknown as RowWatcher;

/** What a change of the register means to the rest of the hub: facts for the engine, and hub.subject. */
export const registryWatchers: RowWatcher[] = [
  watcher({
    entity: Enterprise,
    consequences: (changes) => ({
      facts: changes.map(({ after }) => firmFact(after)),
      subjects: changes.map(({ after }) => ({
        uscc: after.uscc,
        division: after.division,
        industry: after.industry,
        outOfUseSince: after.outOfUseOn ? startOfCityDate(after.outOfUseOn) : null,
      })),
    }),
  }),
  watcher({
    entity: Licence,
    consequences: (changes) => ({ facts: changes.map(({ after }) => licenceFact(after)) }),
  }),
  watcher({
    entity: MajorHazardUnit,
    consequences: (changes) => ({ facts: changes.map(({ after }) => hazardUnitFact(after)) }),
  }),
  watcher({
    entity: Site,
    consequences: (changes) => ({
      facts: changes
        .filter(({ before, after }) => after.exposures.length > 0 || before?.exposures.length)
        .map(({ after }) => exposureFact(after)),
    }),
  }),
];

const firmFact = (firm: Enterprise): Fact => ({
  subject: firm.uscc,
  kind: 'firm',
  key: firm.uscc,
  source: firm.source,
  from: firm.observedAt,
  to: null,
  value: {
    industry: firm.industry,
    status: firm.status,
    grade: firm.standardisationGrade,
    gradeExpiresOn: firm.gradeExpiresOn,
    safetyClass: firm.safetyClass,
    division: firm.division,
  },
});

/**
 * True from its first day, and a withdrawal from when the register told of it: it takes nothing back of the time before.
 * Expiry is for the engine's clock, not a new fact.
 */
const licenceFact = (licence: Licence): Fact => ({
  subject: licence.uscc,
  kind: 'licence',
  key: licence.number,
  source: licence.source,
  from:
    licence.validFrom && licence.state === LicenceState.VALID
      ? startOfCityDate(licence.validFrom)
      : licence.observedAt,
  to: null,
  value: {
    kind: licence.kind,
    number: licence.number,
    state: licence.state,
    validFrom: licence.validFrom,
    validTo: licence.validTo,
  },
});

const hazardUnitFact = (unit: MajorHazardUnit): Fact => ({
  subject: unit.uscc,
  kind: 'hazardUnit',
  key: unit.id,
  source: unit.source,
  from: unit.observedAt,
  to: null,
  value: {
    unit: unit.id,
    level: unit.level && (Number(unit.level.at(-1)) as 1 | 2 | 3 | 4),
    fault: unit.gradingFault,
    site: unit.siteId,
  },
});

const exposureFact = (site: Site): Fact | FactRetraction =>
  site.exposures.length === 0
    ? { kind: 'exposure', key: site.id }
    : {
        ...{
          subject: site.uscc,
          kind: 'exposure',
          key: site.id,
          source: site.source,
          from: site.observedAt,
          to: null,
        },
        value: { site: site.id, tags: site.exposures },
      };
