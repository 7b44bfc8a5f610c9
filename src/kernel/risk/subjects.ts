import type { Fact } from './facts';

/** One assessed subject of a firm: the firm itself, or one of its major hazard units. */
export interface AssessedSubject {
  /** USCC, or `unit:` and the unit's id. */
  subject: string;
  uscc: string;
  unit: string | null;
  facts: Fact[];
}

export const unitSubject = (unit: string): string => `unit:${unit}`;

/**
 * The subjects of one firm and the facts that count for each. A hazard unit has its own grading and special operations,
 * the alarms, silence and tampering of its site when the register names it, and the firm's row, which says what feeds it;
 * and what of the firm could not be read, since it may be about the unit.
 * Licences, grades and hazards are the firm's alone. Empty while the firm is not in the register: what is not known cannot be called low.
 */
export function subjectsOf(uscc: string, facts: readonly Fact[]): AssessedSubject[] {
  if (!facts.some(({ kind }) => kind === 'firm')) return [];
  const units = facts.filter((fact) => fact.kind === 'hazardUnit' && fact.to === null);
  return [
    { subject: uscc, uscc, unit: null, facts: facts.filter((fact) => isAbout(fact, uscc)) },
    ...units.map((unit) => ({
      subject: unitSubject(unit.key),
      uscc,
      unit: unit.key,
      facts: facts.filter((fact) => countsForUnit(fact, unit) && isAbout(fact, unitSubject(unit.key))),
    })),
  ];
}

/** What was set by hand was set for one subject. */
const isAbout = (fact: Fact, subject: string): boolean => fact.kind !== 'override' || fact.key === subject;

function countsForUnit(fact: Fact, unit: Fact): boolean {
  if (fact === unit || fact.kind === 'firm' || fact.kind === 'override') return true;
  const site = unit.kind === 'hazardUnit' ? unit.value.site : null;
  if (fact.kind === 'inspection' || fact.kind === 'committee' || fact.kind === 'refusal') return true;
  if (fact.kind === 'operation') return fact.value.unit === unit.key;
  return site !== null && site !== undefined && siteOf(fact) === site;
}

const siteOf = (fact: Fact): string | undefined =>
  fact.kind === 'alarm' || fact.kind === 'silence' || fact.kind === 'tampering' ? fact.value.site : undefined;
