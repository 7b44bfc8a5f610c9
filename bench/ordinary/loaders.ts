import DataLoader from 'dataloader';
import {
  ArrayOverlap,
  In,
  IsNull,
  LessThanOrEqual,
  MoreThanOrEqual,
  type DataSource,
  type FindOptionsWhere,
} from 'typeorm';
import type { TripStage } from '../../src/schema/hazmat/enums';
import type { HazardState } from '../../src/schema/risk/enums';
import { manyBy, oneBy, perArguments } from './batched';
import { Assessment, Committee, Duty, MemberUnit, Task } from './entities/committees';
import { Pass, Vehicle, VehiclePosition, Waybill } from './entities/hazmat';
import { Reading, Sensor } from './entities/monitoring';
import { Enterprise, Licence, MajorHazardUnit, Site } from './entities/registry';
import { Consultation, RescueAgreement, RescueTeam } from './entities/rescue';
import { Hazard, RiskState, SourceSilence } from './entities/risk';

/** The loaders of one request, one for each relation. */
export function createLoaders(dataSource: DataSource, today: string) {
  const of = dataSource.getRepository.bind(dataSource);
  return {
    enterprise: oneBy(of(Enterprise), 'uscc'),
    site: oneBy(of(Site), 'id'),
    sites: manyBy(of(Site), 'uscc', { order: { id: 'ASC' } }),
    licences: manyBy(of(Licence), 'uscc', { order: { number: 'ASC' } }),
    hazardUnits: manyBy(of(MajorHazardUnit), 'uscc', { order: { id: 'ASC' } }),
    risk: oneBy(of(RiskState), 'subject'),
    hazards: perArguments((states: HazardState[]) =>
      manyBy(of(Hazard), 'uscc', { where: { state: In(states) }, order: { dueOn: 'ASC', id: 'ASC' } }),
    ),
    silent: new DataLoader(async (keys: readonly string[]) => {
      const rows = await of(SourceSilence).findBy({ to: IsNull() });
      return keys.map(() => rows.length > 0);
    }),
    sensor: oneBy(of(Sensor), 'id'),
    sensors: perArguments((quantities: string[]) =>
      manyBy(of(Sensor), 'siteId', { where: { quantity: In(quantities) }, order: { id: 'ASC' } }),
    ),
    reading: oneBy(of(Reading), 'sensorId'),
    ownTeams: manyBy(of(RescueTeam), 'uscc', { order: { id: 'ASC' } }),
    agreements: manyBy(of(RescueAgreement), 'uscc', {
      where: { validFrom: LessThanOrEqual(today), validTo: MoreThanOrEqual(today) },
      relations: { team: true },
      order: { id: 'ASC' },
    }),
    consultations: manyBy(of(Consultation), 'uscc', { order: { on: 'DESC', id: 'DESC' } }),
    committee: oneBy(of(Committee), 'id'),
    unit: oneBy(of(MemberUnit), 'id'),
    tasks: manyBy(of(Task), 'committeeId', { order: { dueOn: 'ASC', id: 'ASC' } }),
    assessment: perArguments((year: number) => manyBy(of(Assessment), 'unitId', { where: { year } })),
    supervisingUnit: supervisingUnits(dataSource, today),
    vehicle: oneBy(of(Vehicle), 'key'),
    position: oneBy(of(VehiclePosition), 'key'),
    pass: oneBy(of(Pass), 'number'),
    inbound: perArguments((stages: TripStage[]) =>
      manyBy(of(Waybill), 'consigneeUscc', {
        where: { stage: In(stages) },
        order: { loadAt: 'DESC', id: 'ASC' },
      }),
    ),
  };
}

/** Who manages the firm's industry today, the nearest division before one above, the latest duty first. */
const supervisingUnits = (dataSource: DataSource, today: string) =>
  new DataLoader(
    async (firms: readonly Enterprise[]) => {
      const held: FindOptionsWhere<Duty> = {
        kind: 'INDUSTRY',
        industries: ArrayOverlap(firms.map(({ industry }) => industry)),
        validFrom: LessThanOrEqual(today),
      };
      const duties = await dataSource.getRepository(Duty).find({
        where: [
          { ...held, validTo: IsNull() },
          { ...held, validTo: MoreThanOrEqual(today) },
        ],
        relations: { unit: true },
        order: { validFrom: 'DESC', id: 'ASC' },
      });
      return firms.map(({ industry, division }) => {
        const theirs = duties
          .filter(
            ({ unit, industries }) => industries.includes(industry) && division.startsWith(unit.division),
          )
          .sort((a, b) => b.unit.division.length - a.unit.division.length);
        return theirs[0]?.unit ?? null;
      });
    },
    { cacheKeyFn: ({ uscc }: Enterprise) => uscc },
  );
