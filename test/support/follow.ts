import { advance } from '../../src/kernel/risk/engine';
import type { Fact } from '../../src/kernel/risk/facts';
import { RiskLevel } from '../../src/kernel/risk/levels';
import { cnSxDefault } from './shipped-rules';
import type { RuleSet } from '../../src/kernel/risk/rule-set';
import type { Standing } from '../../src/kernel/risk/standing';
import type { SourceSilence } from '../../src/kernel/risk/timeline';
import { at, fact } from './facts';

const { BLUE_LOW, YELLOW_GENERAL, ORANGE_LARGER, RED_MAJOR, UNRATED } = RiskLevel;
const LETTERS = { B: BLUE_LOW, Y: YELLOW_GENERAL, O: ORANGE_LARGER, R: RED_MAJOR, U: UNRATED };
/** The shipped rules, at all times. */
export const ruleSets: RuleSet[] = [{ ...cnSxDefault, validFrom: '2019-01-01' }];

export const firm = fact('firm', { from: at('2026-01-01 08:00') });
export const blue = fact('riskPoint', { from: at('2026-01-01 08:00') });
export const yellow = fact('riskPoint', { from: at('2026-01-01 08:00') }, { level: YELLOW_GENERAL });

/** Assesses at `start`, then carries on to each time of `expected` ('2026-03-02 10:00 Y') under unchanging facts. */
export function follow(
  facts: Fact[],
  expected: string[],
  more: { silences?: SourceSilence[]; start?: string; subject?: 'firm' | 'unit'; ruleSets?: RuleSet[] } = {},
): Standing {
  const { start, silences = [], ...rest } = more;
  const inputs = { facts, silences, ruleSets, ...rest };
  let { standing } = advance(null, inputs, at(start ?? '2026-02-01 12:00'));
  for (const line of expected) {
    const now = at(line.slice(0, -2).trim());
    standing = advance(standing, inputs, now).standing;
    expect(`${line.slice(0, -2)} ${standing.level}`).toBe(
      `${line.slice(0, -2)} ${LETTERS[line.at(-1) as keyof typeof LETTERS]}`,
    );
  }
  return standing;
}

/** What a standing says of a rule, or nothing. */
export const factorOf = ({ factors }: Standing, rule: string) => factors.find((one) => one.rule === rule);
