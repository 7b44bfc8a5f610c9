import { isDeepStrictEqual } from 'node:util';
import type { Sql } from '../database/sql';
import { badUserInput, ClientError, ConfigurationError } from '../errors';
import type { Viewer } from '../graphql/context';
import { readDocuments } from './regime';
import { inForce, type RuleSet } from './rule-set';
import { readRuleSet } from './rule-set-document';
import { RULE_SETS } from './rule-sets/rule-sets';

type Person = Pick<Viewer, 'id' | 'name'>;

const MAX_NOTE = 2_000;
const MAX_AHEAD_DAYS = 366;
const DAY_MS = 86_400_000;
/** What was "now" when it was sent may have passed when it arrives. */
const PAST_MS = 60_000;

/**
 * Files a rule set for somebody else to approve, and answers its version. A version never changes its text: another text
 * needs another version, and the same text again is a way back to it. Repeated by its proposer it changes nothing.
 * @param document an object, or the text of a YAML document, of which faults then name the lines
 */
export async function proposeRuleSet(
  tx: Sql,
  { document, note, by }: { document: unknown; note: string; by: Person },
  now: Date,
): Promise<string> {
  if (note.trim() === '' || note.length > MAX_NOTE)
    throw badUserInput('note', `must be 1 to ${MAX_NOTE} characters`);
  const set = readDocument(document);
  const known = await knownRuleSet(tx, set.version);
  if (known && !isDeepStrictEqual(known, set))
    throw new ClientError(
      'CONFLICT',
      `document: ${set.version} exists with another text; give it a new version`,
      {
        argument: 'document',
      },
    );
  await tx.query(
    'insert into hub.rule_document (version, document) values ($1, $2) on conflict (version) do nothing',
    [set.version, JSON.stringify(set)],
  );
  const added = await tx.query(
    `insert into hub.rule_release (version, note, proposed_by, proposed_name, proposed_at) values ($1, $2, $3, $4, $5)
     on conflict (version) where approved_at is null do nothing returning 1`,
    [set.version, note, by.id, by.name, now],
  );
  if (added.length === 0) await checkRepeated(tx, set.version, by);
  return set.version;
}

function readDocument(document: unknown): RuleSet {
  const text = typeof document === 'string' ? document : JSON.stringify(document, null, 2);
  try {
    return readRuleSet('document', text);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { faults } = error;
    throw new ClientError('BAD_USER_INPUT', faults.join('\n'), { argument: 'document', faults });
  }
}

async function checkRepeated(tx: Sql, version: string, by: Person): Promise<void> {
  const [{ proposed_by, proposed_name }] = (await tx.query<{ proposed_by: string; proposed_name: string }>(
    'select proposed_by, proposed_name from hub.rule_release where version = $1 and approved_at is null',
    [version],
  )) as [{ proposed_by: string; proposed_name: string }];
  if (proposed_by !== by.id)
    throw new ClientError('CONFLICT', `${version} was proposed by ${proposed_name} and waits for approval`);
}

/**
 * Releases what another proposed: from `activeFrom` on, levels are judged by it. FORBIDDEN for the proposer; NOT_FOUND for
 * a version that nobody proposed; CONFLICT when it was approved before.
 */
export async function approveRuleSet(
  tx: Sql,
  { version, activeFrom, by }: { version: string; activeFrom: Date; by: Person },
  now: Date,
): Promise<void> {
  const [open] = await tx.query<{ id: string; proposed_by: string }>(
    'select id, proposed_by from hub.rule_release where version = $1 and approved_at is null for update',
    [version],
  );
  if (!open) throw await notWaiting(tx, version);
  if (open.proposed_by === by.id)
    throw new ClientError('FORBIDDEN', 'who proposes a rule set may not approve it; another person has to');
  const set = (await knownRuleSet(tx, version))!;
  await tx.query(
    `update hub.rule_release set approved_by = $2, approved_name = $3, approved_at = $4, active_from = $5 where id = $1`,
    [open.id, by.id, by.name, now, beginOf(set, activeFrom, now)],
  );
}

async function notWaiting(tx: Sql, version: string): Promise<ClientError> {
  const known = await knownRuleSet(tx, version);
  return known
    ? new ClientError('CONFLICT', `version: ${version} waits for no approval; it has to be proposed first`)
    : new ClientError('NOT_FOUND', 'version: there is no such rule set', { argument: 'version' });
}

function beginOf(set: RuleSet, activeFrom: Date, now: Date): Date {
  const aheadMs = activeFrom.getTime() - now.getTime();
  if (aheadMs < -PAST_MS) throw badUserInput('activeFrom', 'must not lie in the past');
  if (aheadMs > MAX_AHEAD_DAYS * DAY_MS)
    throw badUserInput('activeFrom', `must lie within ${MAX_AHEAD_DAYS} days`);
  const begin = new Date(Math.max(activeFrom.getTime(), now.getTime()));
  const { from, to } = inForce(set);
  if (begin.getTime() < from || begin.getTime() >= to)
    throw badUserInput(
      'activeFrom',
      `must lie within the dates of the set, ${set.validFrom} to ${set.validTo ?? '…'}`,
    );
  return begin;
}

/** A rule set of this version, shipped or proposed; null: there is none. */
export async function knownRuleSet(sql: Sql, version: string): Promise<RuleSet | null> {
  const shipped = RULE_SETS.find((set) => set.version === version);
  return shipped ?? (await readDocuments(sql, [version])).get(version) ?? null;
}

/** The last release of a version, and the version. */
export interface Release {
  version: string;
  note: string;
  proposedBy: string;
  proposedAt: Date;
  approvedBy: string | null;
  approvedAt: Date | null;
  activeFrom: Date | null;
}

/** The last release of each version that was ever proposed, newest first, at most 500. */
export const readReleases = (sql: Sql): Promise<Release[]> =>
  sql.query<Release>(
    `select version, note, "proposedBy", "proposedAt", "approvedBy", "approvedAt", "activeFrom" from (
       select distinct on (version) id, version, note, proposed_name as "proposedBy", proposed_at as "proposedAt",
         approved_name as "approvedBy", approved_at as "approvedAt", active_from as "activeFrom"
       from hub.rule_release order by version, id desc) last
     order by id desc limit 500`,
  );
