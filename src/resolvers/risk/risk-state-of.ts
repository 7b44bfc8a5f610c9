import type { GraphQLResolveInfo } from 'graphql';
import type { Sql } from '../../kernel/database/sql';
import { badUserInput } from '../../kernel/errors';
import type { HubContext } from '../../kernel/graphql/context';
import { selectedFields } from '../../kernel/graphql/selection';
import { standingsOf, type StandingPart, type StandingRow } from '../../kernel/risk/read';
import type { RiskState } from '../../schema/risk/risk-state';

/** What the fields of RiskState are read from, beside what silence adds. */
const PARTS: Partial<Record<string, StandingPart>> = {
  inherent: 'inherent',
  dynamic: 'level',
  score: 'score',
  since: 'since',
  ruleSetVersion: 'ruleSetVersion',
  factors: 'factors',
  override: 'override',
};

interface Asked {
  /** null: now. */
  asOf?: Date | null;
  info: GraphQLResolveInfo;
}

/**
 * The risk of a subject (USCC, or `unit:` and the unit's id), now or at a past moment by what the hub knew then; null
 * while the register does not know it. One statement for all subjects of a request and moment, on only what is asked.
 */
export function riskStateOf(
  subject: string,
  { asOf = null, info }: Asked,
  { load, clock }: Pick<HubContext, 'load' | 'clock'>,
): Promise<RiskState | null> {
  if (asOf && asOf > clock.now()) throw badUserInput('asOf', 'must not lie in the future');
  const { parts, name } = planOf(selectedFields(info));
  const read = async (subjects: readonly string[], sql: Sql) => {
    const standings = await standingsOf(sql, subjects, { asOf, parts });
    return new Map([...standings].map(([key, standing]) => [key, asState(standing, asOf)]));
  };
  return load.batch(asOf ? `${name} ${asOf.toISOString()}` : name, read).load(subject);
}

interface Plan {
  parts: StandingPart[];
  name: string;
}

/** By selection, which is the same object for every entry of a list. */
const plans = new WeakMap<ReadonlySet<string>, Plan>();

function planOf(fields: ReadonlySet<string>): Plan {
  const known = plans.get(fields);
  if (known) return known;
  const parts = [...fields].flatMap((field) => PARTS[field] ?? []);
  const plan = { parts, name: `risk ${parts}` };
  plans.set(fields, plan);
  return plan;
}

/** Fields that were not asked for mean nothing. */
function asState(standing: StandingRow, asOf: Date | null): RiskState {
  return {
    inherent: standing.inherent,
    dynamic: standing.level,
    score: standing.score,
    since: new Date(standing.since),
    ruleSetVersion: standing.ruleSetVersion,
    factors: standing.factors,
    override: standing.override ? { ...standing.override, until: new Date(standing.override.until) } : null,
    standing,
    asOf,
  };
}
