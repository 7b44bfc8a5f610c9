import type { City } from '../city/generate-city';
import type { Firm, Hazard, Licence, LicenceKind, MeasuringPoint } from '../city/records';

/** Who plays in one cycle of the story. */
export interface Cast {
  mine: Firm;
  methane: MeasuringPoint;
  deadPoint: MeasuringPoint;
  licence: Licence;
  /** One major hazard, or three general ones of one firm. */
  hazards: Hazard[];
}

/**
 * Chooses by the moment of the start and the number of the cycle. A level once raised is held for a day or longer, also
 * over a restart, so each cycle takes the next mine, and only mines whose level an alarm can still move.
 */
export function castOf(city: City, { startedAt, cycle }: { startedAt: Date; cycle: number }): Cast {
  const turn = Math.floor(startedAt.getTime() / 1_000) + cycle;
  const next = <Item>(items: Item[]): Item => items[turn % items.length]!;
  const mine = next(storyMines(city));
  const plants = city.points.filter(({ quantity }) => quantity === 'COMBUSTIBLE_GAS');
  return {
    mine,
    methane: city.points.find(
      ({ uscc, quantity, limits }) =>
        uscc === mine.uscc &&
        quantity === 'CH4' &&
        limits.some(({ kind, value }) => kind === 'POWER_CUT' && value === 1.5),
    )!,
    deadPoint: next(plants),
    licence: next(storyLicences(city)),
    hazards: next(turn % 2 ? lateGenerals(city) : majorsUnderWay(city)),
  };
}

/** Running, below red, and moved by nothing else. */
const calm = (city: City, { uscc, status }: Firm): boolean =>
  status === 'RUNNING' &&
  city.expected.inherent.get(uscc) !== 'RED_MAJOR' &&
  city.expected.inherent.get(uscc) === city.expected.resting.get(uscc);

export const storyMines = (city: City): Firm[] =>
  city.firms.filter((firm) => firm.industry === 'COAL_MINE' && calm(city, firm));

const others = (city: City): Firm[] =>
  city.firms.filter((firm) => firm.industry !== 'COAL_MINE' && calm(city, firm));

/** Without these a firm may not run at all; a pressure vessel's certificate closes the vessel, not the firm. */
const TO_RUN: LicenceKind[] = ['SAFETY_PRODUCTION', 'HAZCHEM_BUSINESS', 'HAZMAT_ROAD_TRANSPORT'];

const storyLicences = (city: City): Licence[] =>
  others(city).flatMap(
    ({ uscc }) =>
      city.licences.find((licence) => licence.uscc === uscc && TO_RUN.includes(licence.kind)) ?? [],
  );

const underWay = (city: City, grade: Hazard['grade']): Hazard[] =>
  city.hazards.filter((hazard) => hazard.grade === grade && hazard.state === 'RECTIFYING');

const majorsUnderWay = (city: City): Hazard[][] =>
  underWay(city, 'MAJOR')
    .filter(({ uscc }) => city.expected.resting.get(uscc) !== 'RED_MAJOR')
    .map((hazard) => [hazard]);

const lateGenerals = (city: City): Hazard[][] =>
  others(city)
    .map(({ uscc }) => underWay(city, 'GENERAL').filter((hazard) => hazard.uscc === uscc))
    .filter(({ length }) => length >= 3)
    .map((hazards) => hazards.slice(0, 3));
