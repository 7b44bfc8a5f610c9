import { randomUUID } from 'node:crypto';
import type { Sql } from '../../kernel/database/sql';
import { badUserInput, ClientError } from '../../kernel/errors';
import type { EventDraft } from '../../kernel/events/event';
import type { Viewer } from '../../kernel/graphql/context';
import { requireDivision } from '../../kernel/reference/divisions';
import { requireIndustries } from '../../kernel/reference/industry';
import type { DeclaredPeriod } from '../../kernel/risk/event-periods';
import { calledOff } from '../../kernel/risk/period-steps';
import { PERIOD_COLUMNS } from '../../kernel/risk/regime';
import type { EventPeriodInput } from '../../schema/risk/event-period.input';
import { periodEvent, tellPeriods } from './period-events';

const DAY_MS = 86_400_000;
const LONGEST_MS = 366 * DAY_MS;
/** A yearly period has to be over before it begins again. */
const LONGEST_YEARLY_MS = 364 * DAY_MS;
const MAX_NAME = 200;
const MAX_AREAS = 200;

/** What of a period can be wrong in itself: BAD_USER_INPUT naming the field. Answers it with divisions in force today. */
export function checkPeriod(argument: string, input: EventPeriodInput, now: Date): EventPeriodInput {
  const { name, from, to, areas, industries, yearly } = input;
  const refuse = (field: string, message: string): never => {
    throw badUserInput(`${argument}.${field}`, message);
  };
  if (name.trim() === '' || name.length > MAX_NAME) refuse('name', `must be 1 to ${MAX_NAME} characters`);
  if (to <= from) refuse('to', 'must lie after from');
  if (to <= now && !yearly) refuse('to', 'must lie in the future');
  const longest = yearly ? LONGEST_YEARLY_MS : LONGEST_MS;
  if (to.getTime() - from.getTime() > longest)
    refuse('to', `must lie within ${longest / DAY_MS} days of from`);
  if (from.getTime() - now.getTime() > LONGEST_MS) refuse('from', 'must lie within a year');
  if (areas.length === 0 || areas.length > MAX_AREAS) refuse('areas', `must be 1 to ${MAX_AREAS}`);
  if (industries?.length === 0) refuse('industries', 'must name a trade, or be left out');
  requireIndustries(`${argument}.industries`, industries ?? []);
  const codes = areas.map((code, n) => requireDivision(`${argument}.areas[${n}]`, code).code);
  return { ...input, areas: [...new Set(codes)] };
}

/** Declares a period, and answers its number and what the log tells of it. Firms feel it within seconds. */
export async function declarePeriod(
  tx: Sql,
  { input, by }: { input: EventPeriodInput; by: Pick<Viewer, 'name'> },
  now: Date,
): Promise<{ result: string; events: EventDraft[] }> {
  const { name, from, to, areas, industries, yearly } = checkPeriod('input', input, now);
  const id = randomUUID();
  await tx.query(
    `insert into hub.event_period (id, name, starts_at, ends_at, division_codes, industries, yearly, declared_by, declared_at, next_step_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`,
    [id, name, from, to, areas, industries ?? null, yearly, by.name, now],
  );
  return { result: id, events: await tellPeriods(tx, now, id) };
}

/**
 * Calls a period off from now on, and answers what the log tells of it: also what became of it before, if nobody told that
 * yet. NOT_FOUND for one that does not exist, CONFLICT for one that is over.
 */
export async function endPeriod(
  tx: Sql,
  { id, by }: { id: string; by: Pick<Viewer, 'name'> },
  now: Date,
): Promise<EventDraft[]> {
  const before = await tellPeriods(tx, now, id);
  const [ended] = await tx.query<DeclaredPeriod>(
    `update hub.event_period set ended_at = $2, ended_by = $3, next_step_at = null
     where id = $1 and ended_at is null and (yearly or ends_at > $2) returning ${PERIOD_COLUMNS}`,
    [id, now, by.name],
  );
  if (ended) return [...before, periodEvent(ended, calledOff(ended, now), now)];
  const known = await tx.query('select from hub.event_period where id = $1', [id]);
  if (known.length === 0)
    throw new ClientError('NOT_FOUND', 'id: there is no such event period', { argument: 'id' });
  throw new ClientError('CONFLICT', 'the event period is over');
}
