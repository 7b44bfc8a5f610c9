import type { Consequences } from '../graphql/define-subgraph';

/** All in the order in which they were worked out. */
export const mergeConsequences = (
  parts: readonly Consequences[],
): Required<Omit<Consequences, 'batchId'>> => ({
  facts: parts.flatMap(({ facts = [] }) => facts),
  events: parts.flatMap(({ events = [] }) => events),
  subjects: parts.flatMap(({ subjects = [] }) => subjects),
  reassess: parts.flatMap(({ reassess = [] }) => reassess),
});

/** How many firms would be locked. A retraction names none; its slot is one of a firm that is counted or alone. */
export function subjectsTouched({ facts = [], subjects = [], reassess = [] }: Consequences): number {
  const slots = facts.map((fact) => ('subject' in fact ? fact.subject : `${fact.kind} ${fact.key}`));
  return new Set([...slots, ...subjects.map(({ uscc }) => uscc), ...reassess]).size;
}
