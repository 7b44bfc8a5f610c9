import type { Sql } from '../../kernel/database/sql';
import { badUserInput, ClientError } from '../../kernel/errors';
import type { Viewer } from '../../kernel/graphql/context';
import type { Consequences } from '../../kernel/graphql/define-subgraph';
import { HUB } from '../../kernel/risk/event-periods';
import { rankOf, RiskLevel } from '../../kernel/risk/levels';
import { lockFirms } from '../../kernel/risk/lock-firms';
import { standingsOf, type StandingRow } from '../../kernel/risk/read';
import { readRegime } from '../../kernel/risk/regime';
import { entryOf, ruleSetAt, type RuleEntry } from '../../kernel/risk/rule-set';

export interface OverrideRequest {
  /** USCC, or `unit:` and the unit's id. */
  subject: string;
  level: RiskLevel;
  reason: string;
  basis: string;
  until: Date;
  clientRequestId: string;
  by: Pick<Viewer, 'id' | 'name'>;
}

const MAX_TEXT = 2_000;
const MAX_REQUEST_ID = 200;
const DAY_MS = 86_400_000;

/** Checks what can be wrong in itself: BAD_USER_INPUT naming the argument. */
export function checkOverride({ level, reason, basis, clientRequestId }: OverrideRequest): void {
  if (level === RiskLevel.UNRATED) throw badUserInput('level', 'a level can be set, not taken away');
  for (const [name, text] of Object.entries({ reason, basis }))
    if (text.trim() === '' || text.length > MAX_TEXT)
      throw badUserInput(name, `must be 1 to ${MAX_TEXT} characters`);
  if (clientRequestId === '' || clientRequestId.length > MAX_REQUEST_ID)
    throw badUserInput('clientRequestId', `must be 1 to ${MAX_REQUEST_ID} characters`);
}

/**
 * Sets the level of a subject by hand inside a store transaction; the last one stands. Answers since when, also for a
 * request that was carried out before. BAD_USER_INPUT for a subject that does not exist; CONFLICT below a legal floor,
 * downwards while anything of the subject is not heard, and for another request under the same id.
 */
export async function overrideRisk(
  tx: Sql,
  request: OverrideRequest,
  now: Date,
): Promise<Consequences & { result: Date }> {
  const { subject, level, until, reason, basis, by } = request;
  const uscc = await ownerOf(tx, subject);
  await lockFirms(tx, [uscc]);
  const standing = (await standingsOf(tx, [subject])).get(subject);
  // after all that is known of it: two hands of one millisecond are two
  const from = new Date(Math.max(now.getTime(), standing ? Date.parse(standing.at) + 1 : 0));
  const earlier = await carriedOut(tx, request, from);
  if (earlier) return { result: earlier };
  if (!standing)
    throw new ClientError('CONFLICT', 'subject: is not assessed, so there is no level to set', {
      argument: 'subject',
    });
  const { ruleSets } = await readRegime(tx);
  const rule = entryOf(ruleSetAt(ruleSets, now.getTime()), 'override');
  checkExpiry(rule, until, now);
  checkFloors(rule!, standing, level);
  const value = { level, by: by.name, reason, basis };
  return {
    facts: [{ subject: uscc, kind: 'override', key: subject, source: HUB, from, to: until, value }],
    result: from,
  };
}

/** null: it is the first. The key makes a simultaneous repeat wait for the first. */
async function carriedOut(
  tx: Sql,
  { by, clientRequestId, subject, level, reason, basis, until }: OverrideRequest,
  from: Date,
): Promise<Date | null> {
  const added = await tx.query(
    `insert into risk.override_request (viewer, client_request_id, subject, at) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [by.id, clientRequestId, subject, from],
  );
  if (added.length > 0) return null;
  const [known] = await tx.query<{ at: Date }>(
    `select r.at from risk.override_request r
     join hub.fact f on f.kind = 'override' and f.key = r.subject and f.true_from = r.at
     where r.viewer = $1 and r.client_request_id = $2 and r.subject = $3 and f.true_to = $4
       and f.value @> $5 limit 1`,
    [by.id, clientRequestId, subject, until, JSON.stringify({ level, reason, basis })],
  );
  if (known) return known.at;
  throw new ClientError('CONFLICT', 'clientRequestId: was used for another request', {
    argument: 'clientRequestId',
  });
}

async function ownerOf(tx: Sql, subject: string): Promise<string> {
  const [row] = await tx.query<{ uscc: string }>('select uscc from hub.risk_state where subject = $1', [
    subject,
  ]);
  if (row) return row.uscc;
  throw badUserInput('subject', 'there is no such firm or hazard unit');
}

function checkExpiry(rule: RuleEntry<'override'> | null, until: Date, now: Date): void {
  if (!rule) throw new ClientError('CONFLICT', 'the rule set in force lets nobody set a level by hand');
  const { longestDays } = rule.parameters;
  if (until <= now) throw badUserInput('until', 'must lie in the future');
  if (until.getTime() - now.getTime() > longestDays * DAY_MS)
    throw badUserInput('until', `must lie within ${longestDays} days`);
}

function checkFloors({ parameters }: RuleEntry<'override'>, standing: StandingRow, level: RiskLevel): void {
  const rank = rankOf(level);
  if (rank >= rankOf(standing.level)) return;
  const legal = standing.factors.find(
    ({ rule, effects }) =>
      parameters.legalFloors.includes(rule) && effects.some((effect) => rank < floorOf(effect)),
  );
  if (legal)
    throw new ClientError('CONFLICT', `level: lies below the legal floor of ${legal.rule}, ${legal.basis}`, {
      argument: 'level',
      rule: legal.rule,
    });
  if (standing.degraded)
    throw new ClientError(
      'CONFLICT',
      'level: may not be lowered while anything of the subject is not heard',
      {
        argument: 'level',
      },
    );
}

const floorOf = (effect: string): number => Number(/^floor:(\d)$/.exec(effect)?.[1] ?? 0);
