import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { MemberUnit } from '../../entities/committees/member-unit';
import { Post } from '../../entities/committees/post';
import { PostConnection } from '../../entities/committees/post-connection';
import type { HubContext } from '../../kernel/graphql/context';
import { AfterEntry, First } from '../../kernel/graphql/page-arguments';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/committees/admin-division.ref';
import { PostKind } from '../../schema/committees/enums';
import { postPage } from './post-reads';

@Resolver(() => Post)
export class PostResolver {
  @Query(() => PostConnection, {
    nullable: true,
    description:
      '区划及其下级今日在任的岗位,按编号排序 · Posts of a division and below that are held today, by number',
  })
  @ToldBy('committee-registry')
  posts(
    @Arg('division', () => DivisionCode, { description: '区划(含下级)· Division with all below it' })
    division: string,
    @Arg('kind', () => PostKind, { nullable: true, description: '类别 · Kind' }) kind: PostKind | null,
    @First(50) first: number | null,
    @AfterEntry() after: string | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return postPage({ division, kind, first, after }, context, info);
  }

  @FieldResolver(() => MemberUnit, { description: '所属单位 · The unit that it belongs to' })
  unit(@Root() { unitId }: Post, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(MemberUnit, 'id', unitId, { info });
  }

  @FieldResolver(() => AdminDivisionRef, {
    nullable: true,
    description: '现行区划;旧代码已对应 · Division in force today; an old code is mapped',
  })
  division(@Root() { division }: Post): AdminDivisionRef | null {
    return division === null ? null : { code: division };
  }
}
