import { condition, type Condition } from '../../kernel/graphql/condition';
import { requireDivision } from '../../kernel/reference/divisions';

/** Fixed SQL as a condition. */
export const fixed = (text: string): Condition => ({ text: [text], values: [] });

/** The division `k.key` or one below it. */
export const inKeyDivision = fixed('starts_with(division, k.key)');

/** The division in force behind the argument `division`. */
export const divisionCode = (code: string): string => requireDivision('division', code).code;

/** From the first to the last day, both included; null: without an end. */
export const validOn = (today: string): Condition =>
  condition`coalesce(valid_from <= ${today}::date, true) and coalesce(valid_to >= ${today}::date, true)`;
