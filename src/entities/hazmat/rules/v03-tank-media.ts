import type { Finding, TripRule } from './rule';
import type { Trip, TripUnit } from './trip';

/** A tank that may not hold the goods, by its media list or its pressure vessel certificate. */
export const tankMedia: TripRule = {
  id: 'V03',
  findings(trip) {
    const findings = trip.units.flatMap((unit) => findingsOf(unit, trip));
    const isTankKnown = trip.units.some(({ known }) => known === null || known.tankMedia !== null);
    if (trip.tankId === null || isTankKnown) return findings;
    const message = `登记中没有罐体 ${trip.tankId} 的适装介质 · the register has no media list of tank ${trip.tankId}`;
    return [...findings, { about: 'tank', message }];
  },
};

function findingsOf({ role, name, known }: TripUnit, { goods }: Trip): Finding[] {
  const uns = [...new Set(goods.map(({ un }) => un))];
  const missing = (media: readonly string[] | null | undefined) =>
    media ? uns.filter((un) => !media.includes(un)) : [];
  return [
    ...missing(known?.tankMedia).map((un) => ({
      about: `${role} media ${un}`,
      message: `${name} 适装介质不含 UN ${un} · may not hold UN ${un} by its list of media`,
    })),
    ...missing(known?.vesselMedia).map((un) => ({
      about: `${role} vessel ${un}`,
      message: `${name} 压力容器使用登记证介质不含 UN ${un} · may not hold UN ${un} by its pressure vessel certificate`,
    })),
  ];
}
