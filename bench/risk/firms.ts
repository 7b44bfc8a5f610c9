import { organisationCheck, usccCheck } from '../../src/kernel/graphql/uscc';
import type { Consequences } from '../../src/kernel/graphql/define-subgraph';
import { RiskLevel } from '../../src/kernel/risk/levels';

/** An invented firm with one risk point, which gives it its level. */
export interface Firm {
  uscc: string;
  division: string;
  industry: string;
  inherent: RiskLevel;
}

const DIVISIONS = ['140781100', '140781101', '140781102', '140781200', '140781201'];
const COVERED = ['COAL_MINE', 'HAZMAT', 'COKING', 'METALLURGY'];
const LEVELS = [RiskLevel.BLUE_LOW, RiskLevel.YELLOW_GENERAL, RiskLevel.ORANGE_LARGER];

/** Trades that an event period covers, and each level below red in turn. */
export const coveredFirms = (count: number, level?: RiskLevel): Firm[] =>
  Array.from({ length: count }, (_, n) => ({
    uscc: usccOf(n),
    division: DIVISIONS[n % DIVISIONS.length]!,
    industry: COVERED[n % COVERED.length]!,
    inherent: level ?? LEVELS[n % LEVELS.length]!,
  }));

/** Of a trade that an event period leaves alone. */
export const otherFirms = (count: number, from: number): Firm[] =>
  Array.from({ length: count }, (_, n) => ({
    uscc: usccOf(from + n),
    division: DIVISIONS[n % DIVISIONS.length]!,
    industry: 'CATERING',
    inherent: RiskLevel.BLUE_LOW,
  }));

/** What the register and the dual prevention platform tell of firms. */
export const toldOf = (firms: readonly Firm[], at: Date): Consequences => ({
  subjects: firms.map(({ uscc, division, industry }) => ({ uscc, division, industry })),
  facts: firms.flatMap(({ uscc, division, industry, inherent }) => [
    {
      ...{
        subject: uscc,
        kind: 'firm' as const,
        key: uscc,
        source: 'enterprise-registry',
        from: at,
        to: null,
      },
      value: { industry, status: 'RUNNING', grade: 'GRADE_2', gradeExpiresOn: null, division },
    },
    {
      ...{
        subject: uscc,
        kind: 'riskPoint' as const,
        key: `RP-${uscc}`,
        source: 'dual-prevention',
        from: at,
      },
      ...{ to: null, value: { name: '示例风险点', level: inherent, assessedOn: '2026-01-05' } },
    },
  ]),
});

function usccOf(n: number): string {
  const organisation = String(10_000_000 + n);
  const first = `91140781${organisation}${organisationCheck(organisation)}`;
  return first + usccCheck(first);
}
