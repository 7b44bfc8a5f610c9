import type { HubContext } from '../../kernel/graphql/context';
import { badUserInput } from '../../kernel/errors';
import { standingsOf, type StandingRow } from '../../kernel/risk/read';

/** A subject's standing and the moment for which it was read; `asOf` null: now. */
export interface ReadStanding {
  standing: StandingRow;
  asOf: Date | null;
}

/**
 * Where a subject (USCC, or `unit:` and the unit's id) stands now, or stood at a past moment by what the hub knew then.
 * null: not in the register, or not known then. One statement for all subjects of a request and moment.
 */
export async function standingOf(
  subject: string,
  asOf: Date | null,
  { load, clock }: HubContext,
): Promise<ReadStanding | null> {
  if (asOf && asOf > clock.now()) throw badUserInput('asOf', 'must not lie in the future');
  const standing = await load
    .batch<string, StandingRow>(`standings ${asOf?.toISOString() ?? 'now'}`, (subjects, sql) =>
      standingsOf(sql, subjects, asOf),
    )
    .load(subject);
  return standing && { standing, asOf };
}
