import { badUserInput } from '../errors';

/** A piece of SQL with its values apart, so that no value ever becomes SQL. */
export interface Condition {
  readonly text: readonly string[];
  readonly values: readonly unknown[];
}

/** condition`t."state" = any(${states})` */
export const condition = (text: TemplateStringsArray, ...values: unknown[]): Condition => ({ text, values });

/** Writes the condition with `$n`, appending its values to `params`. */
export const render = ({ text, values }: Condition, params: unknown[]): string =>
  text.reduce((sql, piece, at) => `${sql}$${params.push(values[at - 1])}${piece}`);

/** The division `code` or one below it. `column` is SQL; the code holds digits only, so the pattern needs no escapes. */
export function withinDivision(column: string, code: string, argument = 'division'): Condition {
  if (!/^\d{2,12}$/.test(code)) throw badUserInput(argument, 'must be 2, 4, 6, 9 or 12 digits');
  return { text: [`${column} like `, ''], values: [`${code}%`] };
}

/** Text that contains `part`, whatever the case; `%` and `_` in it are letters like any other. */
export const containing = (column: string, part: string): Condition => ({
  text: [`${column} ilike `, ''],
  values: [`%${part.replace(/[\\%_]/g, '\\$&')}%`],
});
