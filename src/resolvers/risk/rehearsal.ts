import { checkPeriod } from '../../entities/risk/declare-period';
import { badUserInput, ClientError } from '../../kernel/errors';
import type { HubContext } from '../../kernel/graphql/context';
import { requireDivision } from '../../kernel/reference/divisions';
import type { DeclaredPeriod } from '../../kernel/risk/event-periods';
import { knownRuleSet } from '../../kernel/risk/release';
import { simulateHistory, simulateNow, type Draft } from '../../kernel/risk/simulate';
import type { SimulatedChange } from '../../kernel/risk/simulation';
import type { EventPeriodInput } from '../../schema/risk/event-period.input';
import type { RiskChange } from '../../schema/risk/risk-change';
import type { RuleDiff } from '../../schema/risk/rule-diff';

interface Asked {
  ruleSetVersion: string;
  division: string;
  period?: EventPeriodInput | null;
  from?: Date | null;
  to?: Date | null;
}

const LONGEST_MS = 92 * 86_400_000;

/** Rehearses what is asked for on the present state, or on a span of history; writes nothing. */
export async function rehearse(asked: Asked, context: HubContext): Promise<RuleDiff> {
  const { sql, clock } = context;
  const now = clock.now();
  const division = requireDivision('division', asked.division).code;
  const span = spanOf(asked, now);
  const draft = await draftOf(asked, context, now);
  const simulation = span
    ? await simulateHistory(sql, draft, { division, ...span })
    : await simulateNow(sql, draft, { division, now });
  const [head] = await sql.query<{ seq: number }>(
    'select coalesce(max(seq), 0)::float8 as seq from hub.event',
  );
  return {
    ...simulation,
    samples: simulation.samples.map((change) => shown(change, head!.seq)),
    told: simulation.told.map(({ division: divisionCode, ...rest }) => ({ ...rest, divisionCode })),
  };
}

async function draftOf({ ruleSetVersion, period }: Asked, { sql }: HubContext, now: Date): Promise<Draft> {
  const ruleSet = await knownRuleSet(sql, ruleSetVersion);
  if (!ruleSet)
    throw new ClientError('NOT_FOUND', 'ruleSetVersion: there is no such rule set', {
      argument: 'ruleSetVersion',
    });
  return { ruleSet, period: period ? tried(checkPeriod('period', period, now), now) : null };
}

/** As if it began now: what the facts will be when it does, nobody knows. */
const tried = ({ name, from, to, areas, industries }: EventPeriodInput, now: Date): DeclaredPeriod => ({
  ...{ id: 'rehearsal', name, divisions: areas, industries: industries ?? null, yearly: false },
  ...{ from: now, to: new Date(now.getTime() + to.getTime() - from.getTime()) },
  ...{ declaredAt: now, endedAt: null },
});

function spanOf({ from, to: until, period }: Asked, now: Date): { from: Date; to: Date } | null {
  if (!from && !until) return null;
  if (!from) throw badUserInput('from', 'a span of history has a begin');
  if (period) throw badUserInput('period', 'a period is rehearsed on the present state, without from and to');
  const to = until ?? now;
  if (to > now) throw badUserInput('to', 'must not lie in the future');
  const span = to.getTime() - from.getTime();
  if (span <= 0)
    throw badUserInput(until ? 'to' : 'from', until ? 'must lie after from' : 'must lie in the past');
  if (span > LONGEST_MS) throw badUserInput(until ? 'to' : 'from', 'a span of history has 92 days at most');
  return { from, to };
}

/** At the present end of the log: a change that did not happen has no place in it. */
const shown = ({ unit, division, subject, ...change }: SimulatedChange, seq: number): RiskChange => ({
  ...change,
  id: `simulated:${subject}`,
  ...{ seq, unitId: unit, divisionCode: division, left: null, batchId: null, drill: false },
});
