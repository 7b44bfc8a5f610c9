import { badUserInput } from '../../kernel/errors';
import { requireDivision } from '../../kernel/reference/divisions';
import type { RiskBoard } from '../../schema/risk/risk-board';

/** The board of a division, now or as of a past moment. An old code shows the division that took its place. */
export function boardOf(
  argument: string,
  code: string,
  { asOf, now }: { asOf?: Date | null; now: Date },
): RiskBoard {
  const divisionCode = requireDivision(argument, code).code;
  if (asOf && asOf > now) throw badUserInput('asOf', 'must not lie in the future');
  return { divisionCode, past: Boolean(asOf), asOf: asOf ?? now };
}
