import { Environment } from '@marcbachmann/cel-js';
import type { Fact, FactKind, FactValues } from './facts';

/** CEL knows whole numbers, numbers, texts and truths apart. */
type CelType = 'int' | 'double' | 'string' | 'bool' | 'list<string>';

type Fields<Kind extends FactKind> = Partial<Record<keyof FactValues[Kind] & string, CelType>>;

/** Each kind of fact that a condition can ask for: its name there, and what it tells. Absent texts are empty. */
export const CEL_FACTS: { [Kind in FactKind]?: { name: string; fields: Fields<Kind> } } = {
  licence: {
    name: 'licences',
    fields: { kind: 'string', number: 'string', state: 'string', validFrom: 'string', validTo: 'string' },
  },
  hazardUnit: {
    name: 'hazardUnits',
    fields: { unit: 'string', level: 'int', fault: 'string', site: 'string' },
  },
  riskPoint: { name: 'riskPoints', fields: { name: 'string', level: 'string', assessedOn: 'string' } },
  hazard: { name: 'hazards', fields: { title: 'string', grade: 'string', dueOn: 'string', state: 'string' } },
  alarm: {
    name: 'alarms',
    fields: {
      ...{ severity: 'int', limitKind: 'string', site: 'string', place: 'string', quantity: 'string' },
      ...{ unit: 'string', value: 'double', limit: 'double', acknowledgedAt: 'string' },
    },
  },
  silence: { name: 'silences', fields: { site: 'string', points: 'int', total: 'int' } },
  tampering: { name: 'tamperings', fields: { cause: 'string', site: 'string', quantity: 'string' } },
  inspection: { name: 'inspections', fields: { kind: 'string', authority: 'string', on: 'string' } },
  accident: { name: 'accidents', fields: { grade: 'string', deaths: 'int', closedAt: 'string' } },
  operation: { name: 'operations', fields: { operation: 'string', grade: 'string', unit: 'string' } },
  transition: { name: 'transitions', fields: { transition: 'string' } },
  exposure: { name: 'exposures', fields: { site: 'string', tags: 'list<string>' } },
  warning: { name: 'warnings', fields: { colour: 'string', event: 'string' } },
  loadedTrip: { name: 'loadedTrips', fields: { waybill: 'string', role: 'string', severity: 'string' } },
  consultation: { name: 'consultations', fields: { findings: 'int', dueOn: 'string' } },
  exposedFinding: { name: 'exposedFindings', fields: { on: 'string' } },
  production: { name: 'productions', fields: { signal: 'string', value: 'double', unit: 'string' } },
};

const FIRM: Fields<'firm'> = {
  ...{ industry: 'string', status: 'string', grade: 'string', gradeExpiresOn: 'string' },
  ...{ safetyClass: 'string', division: 'string' },
};

/** What a fact tells, as CEL sees it. */
class Told {
  constructor(fact: Fact, fields: Record<string, CelType>) {
    const value = fact.value as unknown as Record<string, unknown>;
    Object.assign(
      this,
      Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, celOf(value[field], type)])),
    );
  }
}

function celOf(value: unknown, type: CelType): unknown {
  if (type === 'int') return BigInt((value as number | null) ?? 0);
  if (type === 'double') return (value as number | null) ?? NaN;
  if (type === 'string') return value ?? '';
  return value;
}

/** CEL tells types apart by their classes. */
const classes = new Map<string, new (fact: Fact, fields: Record<string, CelType>) => Told>(
  ['firm', ...Object.keys(CEL_FACTS)].map((kind) => [kind, class extends Told {}]),
);

const fieldsOf = (kind: string): Record<string, CelType> =>
  (kind === 'firm' ? FIRM : CEL_FACTS[kind as FactKind]!.fields) as Record<string, CelType>;

/** A fact as a condition sees it. */
export const told = (fact: Fact): Told => new (classes.get(fact.kind)!)(fact, fieldsOf(fact.kind));

/** Every condition is checked and run in this one; what it may say is bounded. */
export const celEnvironment = ((): Environment => {
  const limits = {
    maxAstNodes: 200,
    maxDepth: 24,
    maxListElements: 50,
    maxMapEntries: 0,
    maxCallArguments: 6,
  };
  const environment = new Environment({ limits });
  const typeOf = (kind: string) => `Told_${kind}`;
  for (const [kind, ctor] of classes)
    environment.registerType(typeOf(kind), { ctor, fields: fieldsOf(kind) } as never);
  environment.registerVariable('firm', typeOf('firm')).registerVariable('committee', 'string');
  for (const [kind, { name }] of Object.entries(CEL_FACTS))
    environment.registerVariable(name, `list<${typeOf(kind)}>`);
  return environment;
})();
