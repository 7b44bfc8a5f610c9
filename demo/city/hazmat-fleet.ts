import { cityDay } from './dates';
import { CARGOES, CHLORINE, EXPLOSIVES, type Cargo, type HazmatPlan } from './hazmat-plan';
import type { CarrierLicence, Person, Team, Unit } from './hazmat-records';
import { createRandom } from './random';

export interface FleetMember extends Team {
  cargo: Cargo;
}

/** Carriers, vehicles and people; `spare` are those that something is wrong with, and those that the story sends out. */
export interface Fleet {
  licences: CarrierLicence[];
  teams: FleetMember[];
  spare: Record<
    'inspection' | 'crew' | 'toxic' | 'explosives' | 'story' | 'largeTank' | 'detour',
    FleetMember
  >;
}

const ALL_CLASSES = ['1.1', '2.1', '2.3', '3', '6.1', '8'];
/** Which of the fleet carry what needs a pass of its own. */
const TOXIC_TEAM = 7;
const EXPLOSIVES_TEAM = 77;

interface Making {
  plan: HazmatPlan;
  seed: number;
  at: Date;
  carriers: string[];
}

export function createFleet(making: Making): Fleet {
  const { plan, at, carriers } = making;
  const team = (number: number, cargo: Cargo) => createTeam(making, { number, cargo });
  const spare = (offset: number, cargo: Cargo) => team(plan.fleet + offset, cargo);
  const late = spare(0, CARGOES[0]!);
  const unqualified = spare(1, CARGOES[4]!);
  return {
    licences: carriers.map((uscc, index) => ({
      licence: `示例交运管许可危字${String(index + 1).padStart(4, '0')}号`,
      uscc,
      scope: ALL_CLASSES,
      validFrom: '2021-01-01',
      validTo: cityDay(at, 800),
    })),
    teams: Array.from({ length: plan.fleet }, (_, number) => team(number, cargoOf(number))),
    spare: {
      inspection: { ...late, vehicle: { ...late.vehicle, inspectionDue: cityDay(at, -40) } },
      crew: { ...unqualified, driver: { ...unqualified.driver, validTo: cityDay(at, -40) } },
      toxic: spare(2, CHLORINE),
      explosives: spare(3, EXPLOSIVES),
      story: spare(4, CHLORINE),
      largeTank: withLargeTank(spare(5, CHLORINE)),
      detour: spare(6, CHLORINE),
    },
  };
}

function cargoOf(number: number): Cargo {
  if (number === TOXIC_TEAM) return CHLORINE;
  return number === EXPLOSIVES_TEAM ? EXPLOSIVES : CARGOES[number % CARGOES.length]!;
}

/** Whether a team's load is an ordinary one, in which a fault may be planted. */
export const isOrdinary = ({ cargo }: FleetMember): boolean => cargo !== CHLORINE && cargo !== EXPLOSIVES;

function createTeam({ plan, seed, at, carriers }: Making, of: { number: number; cargo: Cargo }): FleetMember {
  const { number, cargo } = of;
  const random = createRandom(`${seed}/hazmat/team/${number}`);
  const serial = String(number + 1).padStart(3, '0');
  const carrier = carriers[number % carriers.length]!;
  const unit = (plate: string, more: Partial<Unit>): Unit => ({
    ...{ plate, plateColour: '黄色', kind: 'TRACTOR', carrier, certificate: `示例运输证${plate}` },
    ...{ certificateValidTo: cityDay(at, random.int(200, 900)), scope: [cargo.class.slice(0, 3)] },
    ...{ inspectionDue: cityDay(at, random.int(60, 300)), ratedLoadKg: null, tankMedia: null },
    ...{ body: null, tankVolumeM3: null, ...more },
  });
  const person = (role: Person['role'], word: string): Person => ({
    ...{ certificate: `示例${word}${serial}`, role, categories: categoriesFor(cargo) },
    validTo: cityDay(at, random.int(200, 1_500)),
  });
  const isVan = cargo === EXPLOSIVES;
  const plate = `${plan.plates}${serial}`;
  return {
    ...{ carrier, cargo, driver: person('DRIVER', '驾'), escort: person('ESCORT', '押') },
    vehicle: unit(plate, isVan ? { kind: 'VAN_TRUCK', ratedLoadKg: 8_000, body: '厢式' } : {}),
    trailer: isVan
      ? null
      : unit(`${plate}挂`, {
          kind: 'TRAILER',
          ratedLoadKg: 26_000,
          tankMedia: [cargo.un],
          ...tankFor(cargo),
        }),
  };
}

/** Highly toxic goods go in tank containers, to which no limit of volume applies. */
const tankFor = (cargo: Cargo): Pick<Unit, 'body' | 'tankVolumeM3'> =>
  cargo === CHLORINE ? { body: '罐式集装箱', tankVolumeM3: 16 } : { body: '罐体', tankVolumeM3: 19.5 };

const withLargeTank = (member: FleetMember): FleetMember => ({
  ...member,
  trailer: { ...member.trailer!, body: '罐体' },
});

function categoriesFor(cargo: Cargo): Person['categories'] {
  if (cargo === CHLORINE) return ['GENERAL', 'HIGHLY_TOXIC'];
  return cargo === EXPLOSIVES ? ['GENERAL', 'EXPLOSIVE'] : ['GENERAL'];
}
