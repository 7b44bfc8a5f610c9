import type { GraphQLResolveInfo } from 'graphql';
import { Assessment } from '../../entities/committees/assessment';
import { Committee } from '../../entities/committees/committee';
import { Duty } from '../../entities/committees/duty';
import { MemberUnit } from '../../entities/committees/member-unit';
import { ResponsibilityLetter } from '../../entities/committees/responsibility-letter';
import { cityDate } from '../../kernel/clock';
import { condition } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import type { UnitKind } from '../../schema/committees/enums';
import { listed } from './listed';
import { divisionCode, fixed, inKeyDivision, validOn } from './lists';
import { needs, shown } from './needs';

export const unitsIn = (
  { division, kind }: { division: string; kind: UnitKind | null },
  context: HubContext,
  info: GraphQLResolveInfo,
) =>
  listed<MemberUnit>(
    divisionCode(division),
    {
      ...{ entity: MemberUnit, info, orderBy: 'id' },
      where: [inKeyDivision, ...(kind ? [condition`kind = ${kind}`] : [])],
    },
    context,
  );

export const committeesWith = (unit: string, context: HubContext, info: GraphQLResolveInfo) =>
  listed<Committee>(
    unit,
    {
      ...{ entity: Committee, info, also: needs.committee, orderBy: 'id' },
      where: [condition`lead_unit_id = k.key or k.key = any(member_ids)`, fixed(shown.committee)],
    },
    context,
  );

/** Those that hold on a day (yyyy-MM-dd), or all. */
export const dutiesOf = (
  unit: string,
  { on, info }: { on: string | null; info?: GraphQLResolveInfo },
  context: HubContext,
) =>
  listed<Duty>(
    unit,
    {
      ...{ entity: Duty, info, orderBy: 'valid_from, id' },
      where: [fixed('unit_id = k.key'), ...(on ? [validOn(on)] : [])],
    },
    context,
  );

export async function dutiesToday(unit: string, context: HubContext): Promise<string[]> {
  const duties = await dutiesOf(unit, { on: cityDate(context.clock.now()) }, context);
  return duties.map(({ text }) => text);
}

export const lettersOf = (unit: string, year: number, context: HubContext, info: GraphQLResolveInfo) =>
  listed<ResponsibilityLetter>(
    unit,
    {
      ...{ entity: ResponsibilityLetter, info, also: needs.letter, orderBy: 'id' },
      where: [condition`k.key in (from_unit_id, to_unit_id) and year = ${year}`, fixed(shown.letter)],
    },
    context,
  );

export async function assessmentOf(
  unit: string,
  year: number,
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<Assessment | null> {
  const where = [condition`unit_id = k.key and year = ${year}`];
  const [found] = await listed<Assessment>(
    unit,
    { entity: Assessment, info, where, orderBy: 'year', first: 1 },
    context,
  );
  return found ?? null;
}
