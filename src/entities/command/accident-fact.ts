import type { Fact, FactRetraction } from '../../kernel/risk/facts';
import { EventCategory } from '../../schema/command/enums';
import type { Incident } from './incident';

/** An accident counts for the firm at which it happened. A drill never does, nor what is no accident. */
export function accidentFact(incident: Incident): Fact | FactRetraction {
  const { id, uscc, category, drill, at, source, title, grade, deaths, closedAt } = incident;
  if (uscc === null || drill || category !== EventCategory.ACCIDENT) return { kind: 'accident', key: id };
  return {
    ...{ subject: uscc, kind: 'accident', key: id, source, from: at, to: null },
    value: { title, grade, deaths: deaths ?? 0, closedAt: closedAt?.toISOString() ?? null },
  };
}
