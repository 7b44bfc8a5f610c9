import { EventCategory, IncidentGrade } from '../../schema/command/enums';

/** What an accident did to people and property, as far as it is known. */
export interface Consequence {
  deaths: number | null;
  gravelyInjured: number | null;
  lossYuan: number | null;
}

/** Order 493 (2007), Article 3: reached by any one of the figures; worst first. */
const THRESHOLDS = [
  { grade: IncidentGrade.EXTRAORDINARY, deaths: 30, gravelyInjured: 100, lossYuan: 100_000_000 },
  { grade: IncidentGrade.MAJOR, deaths: 10, gravelyInjured: 50, lossYuan: 50_000_000 },
  { grade: IncidentGrade.LARGER, deaths: 3, gravelyInjured: 10, lossYuan: 10_000_000 },
  { grade: IncidentGrade.GENERAL, deaths: 1, gravelyInjured: 1, lossYuan: 1 },
] as const;

const WORST_FIRST = Object.values(IncidentGrade);

/** The grade that the figures make; null while nothing is known to have come of it. */
export function gradeOfConsequence({ deaths, gravelyInjured, lossYuan }: Consequence): IncidentGrade | null {
  const reached = THRESHOLDS.find(
    (bar) =>
      (deaths ?? 0) >= bar.deaths ||
      (gravelyInjured ?? 0) >= bar.gravelyInjured ||
      (lossYuan ?? 0) >= bar.lossYuan,
  );
  return reached?.grade ?? null;
}

/** The worse of what was given and what the figures of an accident make: no report may call eleven deaths a general one. */
export function gradeOf(
  incident: Consequence & { category: EventCategory; gradeGiven: IncidentGrade | null },
): IncidentGrade | null {
  const made = incident.category === EventCategory.ACCIDENT ? gradeOfConsequence(incident) : null;
  return WORST_FIRST.find((grade) => grade === made || grade === incident.gradeGiven) ?? null;
}
