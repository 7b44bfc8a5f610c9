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

/**
 * The division `code` or one below it. `column` is SQL. A range in byte order serves the same index as `like` does
 * (text_pattern_ops), but under a prepared plan too, when the prefix is not known.
 */
export function withinDivision(column: string, code: string, argument = 'division'): Condition {
  if (!/^\d{2,12}$/.test(code)) throw badUserInput(argument, 'must be 2, 4, 6, 9 or 12 digits');
  const beyond = code.slice(0, -1) + String.fromCharCode(code.charCodeAt(code.length - 1) + 1);
  return { text: [`${column} ~>=~ `, ` and ${column} ~<~ `, ''], values: [code, beyond] };
}

/** Text that contains `part`, whatever the case; `%` and `_` in it are letters like any other. */
export const containing = (column: string, part: string): Condition => ({
  text: [`${column} ilike `, ''],
  values: [`%${part.replace(/[\\%_]/g, '\\$&')}%`],
});
