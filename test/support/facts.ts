import type { Fact, FactKind, FactValues } from '../../src/kernel/risk/facts';
import { RiskLevel } from '../../src/kernel/risk/levels';

export const USCC = '91140781MA0K3X1234';

/** A moment in city time: `at('2026-03-02 10:00')`. */
export const at = (cityTime: string): Date => new Date(`${cityTime.replace(' ', 'T')}+08:00`);

interface Times {
  from: Date;
  to?: Date | null;
  key?: string;
  source?: string;
  subject?: string;
}

/** A fact of one firm with ordinary values; the given ones win. */
export function fact<Kind extends FactKind>(
  kind: Kind,
  { from, to = null, key, source, subject = USCC }: Times,
  value: Partial<FactValues[Kind]> = {},
): Fact {
  return {
    subject,
    kind,
    key: key ?? (kind === 'firm' ? subject : `${subject}-${kind}`),
    source: source ?? SOURCES[kind],
    from,
    to,
    value: { ...VALUES[kind], ...value },
  } as Fact;
}

const SOURCES: Record<FactKind, string> = {
  firm: 'enterprise-registry',
  licence: 'enterprise-registry',
  hazardUnit: 'enterprise-registry',
  riskPoint: 'dual-prevention',
  hazard: 'dual-prevention',
  alarm: 'monitoring-platform',
  silence: 'monitoring-platform',
};

const VALUES: FactValues = {
  firm: { industry: 'CATERING', status: 'RUNNING', grade: 'GRADE_2', gradeExpiresOn: null },
  licence: {
    kind: 'SAFETY_PRODUCTION',
    number: 'N1',
    state: 'VALID',
    validFrom: '2024-01-01',
    validTo: null,
  },
  hazardUnit: { unit: 'U1', level: 2, fault: null },
  riskPoint: { name: '锅炉房', level: RiskLevel.BLUE_LOW, assessedOn: '2026-01-01' },
  hazard: { title: '消防通道堵塞', grade: 'GENERAL', dueOn: '2026-03-01' },
  alarm: {
    severity: 1,
    limitKind: 'HIGH_HIGH',
    site: 'S1',
    place: '3101综采工作面',
    quantity: 'CH4',
    unit: '%CH4',
    value: 1.62,
    limit: 1.5,
    acknowledgedAt: null,
  },
  silence: { site: 'S1', points: 2, total: 40, first: 'P1' },
};
