import type { GraphQLResolveInfo } from 'graphql';
import { Committee } from '../../entities/committees/committee';
import type { Director } from '../../entities/committees/director';
import { Finding } from '../../entities/committees/finding';
import { Meeting } from '../../entities/committees/meeting';
import { MemberUnit } from '../../entities/committees/member-unit';
import type { Post } from '../../entities/committees/post';
import { findingIn, taskIn } from '../../entities/committees/states';
import { Task } from '../../entities/committees/task';
import { cityDate } from '../../kernel/clock';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { pageSize } from '../../kernel/graphql/paging';
import { CommitteeState, FindingState, TaskState, type PostKind } from '../../schema/committees/enums';
import { listed } from './listed';
import { divisionCode, fixed, inKeyDivision } from './lists';
import { needs, shown } from './needs';

/** The committees of a division and below: the safety committee, its office, then the special ones. */
export const committeesIn = (code: string, context: HubContext, info: GraphQLResolveInfo) =>
  listed<Committee>(
    divisionCode(code),
    {
      ...{ entity: Committee, info, also: needs.committee },
      where: [inKeyDivision, fixed(shown.committee)],
      orderBy: `array_position(array['SAFETY_COMMITTEE', 'OFFICE', 'SPECIAL'], tier), id`,
    },
    context,
  );

export const committeeById = (id: string, { load }: HubContext, info?: GraphQLResolveInfo) =>
  load.one(Committee, 'id', id, { info, also: needs.committee, where: shown.committee });

/** In the order given; those that are not known yet are left out. */
export async function unitsById(ids: readonly string[], { load }: HubContext, info: GraphQLResolveInfo) {
  const units = await Promise.all(ids.map((id) => load.one(MemberUnit, 'id', id, { info })));
  return units.filter((unit) => unit !== null);
}

/** The post of a director as the committee's own row names it. */
export const directorPost = (
  committee: string,
  kind: PostKind.FIRST_DIRECTOR | PostKind.DIRECTOR,
  { title, unitId, holderMasked }: Director,
): Partial<Post> => ({
  id: `${committee}/${kind}`,
  ...{ kind, title, unitId, holderMasked },
  ...{ division: null, divisionRaw: null, divisionNote: null },
  ...{ speciality: null, dutyList: [], regime: null, validFrom: null, validTo: null },
});

/** The day on which it began to operate, if it has. */
export const startedOn = ({ stages }: Pick<Committee, 'stages'>, today: string): string | null =>
  stages.find(({ state, on }) => state === CommitteeState.OPERATING && on <= today)?.on ?? null;

export const meetingsOf = (id: string, last: number | null, context: HubContext, info: GraphQLResolveInfo) =>
  listed<Meeting>(
    id,
    {
      ...{ entity: Meeting, info, also: needs.meeting },
      where: [fixed('committee_id = k.key')],
      orderBy: 'held_at desc, id',
      first: pageSize(last, 5, 'last'),
    },
    context,
  );

export function tasksOf(
  id: string,
  states: readonly TaskState[] | null,
  context: HubContext,
  info: GraphQLResolveInfo,
) {
  const today = cityDate(context.clock.now());
  return listed<Task>(
    id,
    {
      ...{ entity: Task, info, also: needs.task },
      where: [
        fixed('committee_id = k.key'),
        taskIn(states ?? Object.values(TaskState), today),
        fixed(shown.task),
      ],
      orderBy: 'due_on, id',
    },
    context,
  );
}

/** Findings that name the committee, and those of its lead unit and members that name none. */
export function findingsOf(
  id: string,
  states: readonly FindingState[] | null,
  context: HubContext,
  info: GraphQLResolveInfo,
) {
  const today = cityDate(context.clock.now());
  return listed<Finding>(
    id,
    {
      ...{ entity: Finding, info, also: needs.finding },
      where: [
        condition`committee_id = k.key or (committee_id is null and unit_id in (
          select unnest(c.member_ids || c.lead_unit_id) from committees.committee c where c.id = k.key))`,
        findingIn(states ?? Object.values(FindingState), today),
        fixed(shown.finding),
      ],
      orderBy: 'due_on nulls last, id',
    },
    context,
  );
}
