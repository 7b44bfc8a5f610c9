import { cityDay, cityMoment } from './dates';
import type { PlannedFirm } from './firms';
import type { Operation, Operations, SafetyPromise, Transition } from './operation-records';
import type { Firm, HazardUnit } from './records';

const HOUR_MS = 3_600_000;

interface Parts {
  at: Date;
  firms: PlannedFirm[];
  hazardUnits: HazardUnit[];
}

/**
 * Permits at plants with hazard units: over, under way at one that is red at rest, and to come; one outside any such area.
 * A start-up that was signed off, and the resumption of a mine that nobody has signed off. Promises of chemical plants,
 * each of the last mornings; the platform shows no older ones.
 */
export function generateOperations(parts: Parts): Operations {
  return {
    operations: generatePermits(parts),
    transitions: generateTransitions(parts),
    promises: generatePromises(parts),
  };
}

function generatePermits({ at, firms, hazardUnits }: Parts): Operation[] {
  const hour = (hours: number) => new Date(at.getTime() + hours * HOUR_MS);
  const plants = firms.filter(({ uscc }) => hazardUnits.some((unit) => unit.uscc === uscc));
  const red = plants.find(({ worst }) => worst === 'RED_MAJOR') ?? plants[0]!;
  const unitOf = ({ uscc }: PlannedFirm) => hazardUnits.find((unit) => unit.uscc === uscc)!.id;
  const permit = (
    number: number,
    firm: PlannedFirm,
    rest: Omit<Operation, 'id' | 'uscc' | 'endedAt'>,
  ): Operation => ({
    ...{ id: `ZY${String(number).padStart(5, '0')}`, uscc: firm.uscc, endedAt: null },
    ...rest,
  });
  return [
    permit(1, red, { unit: unitOf(red), kind: '动火', grade: '一级', startsAt: hour(-1), endsAt: hour(7) }),
    permit(2, red, { unit: null, kind: '临时用电', grade: null, startsAt: hour(-1), endsAt: hour(7) }),
    ...plants.map((plant, index) => ({
      ...permit(3 + index, plant, {
        ...{ unit: unitOf(plant), kind: index % 2 ? '受限空间' : '盲板抽堵', grade: null },
        ...{ startsAt: hour(-52 - index), endsAt: hour(-46 - index) },
      }),
      endedAt: hour(-48 - index),
    })),
    permit(90, plants.at(-1)!, {
      unit: unitOf(plants.at(-1)!),
      kind: '吊装',
      grade: '二级',
      startsAt: hour(30),
      endsAt: hour(36),
    }),
  ];
}

function generateTransitions({ at, firms }: Parts): Transition[] {
  const resuming = firms.filter(({ status }) => status === 'RESUMING');
  const coking = firms.find(({ industry, status }) => industry === 'COKING' && status === 'RUNNING')!;
  return [
    {
      ...{ id: 'KT00001', uscc: coking.uscc, kind: '开车', startsAt: cityMoment(at, -12, '06:00') },
      ...{ signedOffAt: cityMoment(at, -11, '16:00'), signedOffBy: '总工程师' },
    },
    ...resuming.map(({ uscc }, index) => ({
      ...{ id: `KT1${String(index).padStart(4, '0')}`, uscc, kind: '复工复产' as const },
      ...{ startsAt: cityMoment(at, -3, '08:00'), signedOffAt: null, signedOffBy: null },
    })),
  ];
}

const DAYS = 3;

/** Of the last mornings up to `at`, the later of one plant than of the next. */
export function generatePromises({ at, firms }: { at: Date; firms: Firm[] }): SafetyPromise[] {
  const plants = firms.filter(({ industry, status }) => industry === 'HAZMAT' && status === 'RUNNING');
  return plants.flatMap(({ uscc }, index) =>
    Array.from({ length: DAYS }, (_, day): SafetyPromise => {
      const on = cityDay(at, day + 1 - DAYS);
      const minutes = String(10 + (index % 45)).padStart(2, '0');
      return {
        id: `CN${on.replaceAll('-', '')}${String(index + 1).padStart(3, '0')}`,
        ...{ uscc, on, publishedAt: cityMoment(at, day + 1 - DAYS, `08:${minutes}`) },
      };
    }).filter(({ publishedAt }) => publishedAt <= at),
  );
}
