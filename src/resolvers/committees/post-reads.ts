import type { GraphQLResolveInfo } from 'graphql';
import { Post } from '../../entities/committees/post';
import { cityDate } from '../../kernel/clock';
import type { Sql } from '../../kernel/database/sql';
import { tableOf } from '../../kernel/database/tables';
import { condition, render, withinDivision } from '../../kernel/graphql/condition';
import type { HubContext } from '../../kernel/graphql/context';
import { page, pageSize } from '../../kernel/graphql/paging';
import { currentDivision } from '../../kernel/reference/divisions';
import { groupBy } from '../../kernel/risk/group-by';
import { PostKind } from '../../schema/committees/enums';
import type { PostCount } from '../../schema/committees/post-count';
import { listed } from './listed';
import { divisionCode, fixed, validOn } from './lists';
import { needs, shown } from './needs';

export const postPage = (
  asked: { division: string; kind: PostKind | null; first: number | null; after: string | null },
  context: HubContext,
  info: GraphQLResolveInfo,
) =>
  page<Post>({
    ...{ context, info, first: asked.first, after: asked.after },
    table: tableOf(Post),
    where: [
      withinDivision('t.division', divisionCode(asked.division)),
      ...(asked.kind ? [condition`t.kind = ${asked.kind}`] : []),
      validOn(cityDate(context.clock.now())),
      fixed(shown.post),
    ],
    also: needs.post,
  });

/** The posts of a division that has gone are found by the code that they were made under. */
const ofKeyDivision = (code: string) =>
  currentDivision(code)?.mapped === null
    ? fixed('starts_with(division, k.key)')
    : fixed('starts_with(division_raw, k.key)');

export const officersOf = (
  code: string,
  first: number | null,
  context: HubContext,
  info: GraphQLResolveInfo,
) =>
  listed<Post>(
    code,
    {
      ...{ entity: Post, info, also: needs.post, orderBy: 'division_raw, id' },
      where: [
        condition`kind = ${PostKind.OFFICER}`,
        ofKeyDivision(code),
        validOn(cityDate(context.clock.now())),
        fixed(shown.post),
      ],
      first: pageSize(first, 500),
    },
    context,
  );

/** How many posts of each kind are held today in a division and below. */
export async function postCountsOf(code: string, { load, clock }: HubContext): Promise<PostCount[]> {
  const today = cityDate(clock.now());
  const counts = await load
    .batch<string, (PostCount & { code: string })[]>(`post counts ${today}`, (codes, sql) =>
      countPosts(codes, today, sql),
    )
    .load(code);
  return counts ?? [];
}

async function countPosts(codes: readonly string[], today: string, sql: Sql) {
  const params: unknown[] = [codes];
  const rows = await sql.query<PostCount & { code: string }>(
    `select k.key as code, kind, count(*)::int as count
     from unnest($1::text[]) k(key) join committees.post on starts_with(division, k.key)
     where ${render(validOn(today), params)} and ${shown.post} group by k.key, kind order by k.key, kind`,
    params,
  );
  return groupBy(rows, (row) => row.code);
}
