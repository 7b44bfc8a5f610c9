import type { Place } from '../events/event';
import { knownDivision } from '../reference/divisions';
import { INDUSTRY_WORDS } from '../reference/industry';
import type { RiskFactor } from './standing';

/** In place of a rule: the firm belongs elsewhere than before, and its level did not change. */
export const MOVED = 'MOVED';

const INDUSTRY_NAMES = new Map<string, string>(
  Object.entries(INDUSTRY_WORDS).map(([word, industry]) => [industry, word]),
);

const NAMED: Record<keyof Place, { what: string; nameOf(value: string): string | undefined }> = {
  division: { what: '区划 division', nameOf: (code) => knownDivision(code)?.name },
  industry: { what: '行业 industry', nameOf: (industry) => INDUSTRY_NAMES.get(industry) },
  committee: { what: '专委会 committee', nameOf: () => undefined },
};

/** The cause of a change in which only the firm's place changed: what it was, and what it is now. */
export function moveCause(left: Place, now: Place, at: Date): RiskFactor {
  const changes = (Object.keys(NAMED) as (keyof Place)[])
    .filter((part) => left[part] !== now[part])
    .map((part) => `${NAMED[part].what} ${told(part, left[part])} → ${told(part, now[part])}`);
  return {
    rule: MOVED,
    effect: '归属变化,等级不变 · belongs elsewhere, the level stays',
    basis:
      '主数据或专委会职责的归属变更,非风险规则 · by the register or the duties of committees, not by a rule of risk',
    evidence: changes.join('; '),
    certainty: 'C',
    since: at.toISOString(),
    until: null,
    effects: [],
  };
}

function told(part: keyof Place, value: string | null): string {
  if (value === null) return '无 none';
  const name = NAMED[part].nameOf(value);
  return name === undefined ? value : `${value} ${name}`;
}
