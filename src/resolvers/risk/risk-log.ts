import { badUserInput } from '../../kernel/errors';
import type { LogFilter } from '../../kernel/graphql/context';
import { MAX_PAGE } from '../../kernel/graphql/paging';
import { optionalDivision } from '../../kernel/reference/divisions';
import { requireIndustries } from '../../kernel/reference/industry';
import { rankOf } from '../../kernel/risk/levels';
import type { RiskFilter } from '../../schema/risk/risk-filter.input';

/** What of the log a risk filter selects; the stream and its pull twin both read by it. */
export function riskLog(filter: RiskFilter | null | undefined): LogFilter {
  const { division, uscc, industry, committee, minLevel, direction } = filter ?? {};
  if ((uscc?.length ?? 0) > MAX_PAGE)
    throw badUserInput('filter.uscc', `must name at most ${MAX_PAGE} firms`);
  // A name that is almost right would select nothing: a stream that is silent for ever looks like calm.
  if (industry) requireIndustries('filter.industry', industry);
  return {
    topics: ['risk-level'],
    division: optionalDivision('filter.division', division),
    uscc,
    industry,
    committee,
    minRank: minLevel == null ? null : rankOf(minLevel),
    direction,
  };
}
