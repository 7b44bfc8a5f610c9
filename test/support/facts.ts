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
  committee: 'committee-registry',
  tampering: 'monitoring-platform',
  production: 'monitoring-platform',
  inspection: 'dual-prevention',
  accident: 'command-centre',
  operation: 'dual-prevention',
  transition: 'dual-prevention',
  promise: 'dual-prevention',
  exposure: 'enterprise-registry',
  warning: 'command-centre',
  loadedTrip: 'hazmat-permits',
  consultation: 'rescue-registry',
  exposedFinding: 'committee-registry',
  refusal: 'dual-prevention',
  period: 'hub',
  override: 'hub',
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
  committee: { committee: 'C1' },
  tampering: {
    ...{ cause: 'FLAT_LINE', site: 'S1', place: '球罐区', quantity: 'PRESSURE' },
    ...{ detail: '读数6小时未变 · the same for 6 h', endedAt: null },
  },
  production: { signal: 'POWER', site: 'S1', place: '主扇风机', value: 412, unit: 'kW', endedAt: null },
  inspection: { kind: 'ADMIN_INSPECTION', authority: '应急管理局', on: '2026-03-02' },
  accident: { title: '顶板事故', grade: 'GENERAL', deaths: 1, closedAt: null },
  operation: { operation: '动火', grade: '一级', unit: 'U1', startsAt: '2026-03-02T02:00:00Z' },
  transition: { transition: 'START_UP', startsAt: '2026-03-02T02:00:00Z' },
  promise: { on: '2026-03-02' },
  exposure: { site: 'S1', tags: ['FOREST_EDGE'] },
  warning: {
    ...{ warning: 'W1', headline: '森林火险橙色预警', colour: 'ORANGE', event: '森林火险' },
    startsAt: '2026-03-02T02:00:00Z',
  },
  loadedTrip: { waybill: 'WB1', role: 'CONSIGNOR', rules: ['V04'], severity: 'BLOCK' },
  consultation: { consultation: 'HZ1', findings: 3, dueOn: '2026-03-01' },
  exposedFinding: { text: '应急预案未演练', on: '2026-03-02' },
  refusal: { stream: 'hazards', records: 1, reason: 'grade: is missing' },
  period: { period: 'EP1', name: '示例运动会', divisions: ['140781'], industries: null },
  override: { level: RiskLevel.ORANGE_LARGER, by: '值班员', reason: '现场核查', basis: '会议纪要' },
};
