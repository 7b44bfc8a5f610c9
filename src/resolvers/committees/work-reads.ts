import type { GraphQLResolveInfo } from 'graphql';
import { DutyLedgerEntry } from '../../entities/committees/duty-ledger-entry';
import { Meeting } from '../../entities/committees/meeting';
import { Task } from '../../entities/committees/task';
import { endOfCityDate, startOfCityDate } from '../../kernel/clock';
import { badUserInput } from '../../kernel/errors';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import type { MeetingKind } from '../../schema/committees/enums';
import { listed } from './listed';
import { divisionCode, fixed, inKeyDivision } from './lists';
import { needs, shown } from './needs';

export const meetingsIn = (
  { division, kind, first }: { division: string; kind: MeetingKind | null; first: number | null },
  context: HubContext,
  info: GraphQLResolveInfo,
) =>
  listed<Meeting>(
    divisionCode(division),
    {
      ...{ entity: Meeting, info, also: needs.meeting },
      where: [inKeyDivision, ...(kind ? [condition`kind = ${kind}`] : [])],
      orderBy: 'held_at desc, id',
      first: pageSize(first, 20),
    },
    context,
  );

export const decisionsOf = (meeting: string, context: HubContext, info: GraphQLResolveInfo) =>
  listed<Task>(
    meeting,
    {
      ...{ entity: Task, info, also: needs.task },
      where: [fixed('meeting_id = k.key'), fixed(shown.task)],
      orderBy: 'due_on, id',
    },
    context,
  );

/** What leaders did in a division and below from one day to another, both included, the latest first. */
export function ledgerOf(
  code: string,
  { from, to, first }: { from: string; to: string; first: number | null },
  context: HubContext,
  info: GraphQLResolveInfo,
) {
  if (to < from) throw badUserInput('to', 'must not lie before from');
  return listed<DutyLedgerEntry>(
    code,
    {
      ...{ entity: DutyLedgerEntry, info, also: needs.ledger },
      where: [
        inKeyDivision,
        condition`at >= ${startOfCityDate(from)} and at < ${endOfCityDate(to)}`,
        fixed(shown.ledger),
      ],
      orderBy: 'at desc, id',
      first: pageSize(first, 100),
    },
    context,
  );
}
