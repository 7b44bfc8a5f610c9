import type { FoundViolation } from './rules/judge';

/** A violation as it stands on its waybill. `at`: when it was told of; null: not yet, its waybill is a draft. */
export type StoredViolation = FoundViolation & { at: string | null };

/** What a violation is known by from one judgement to the next: its rule and what it is about, not its wording. */
export const violationKey = ({ rule, about }: Pick<FoundViolation, 'rule' | 'about'>): string =>
  `${rule} ${about}`;
