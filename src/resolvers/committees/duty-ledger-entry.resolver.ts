import type { GraphQLResolveInfo } from 'graphql';
import { Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { DutyLedgerEntry } from '../../entities/committees/duty-ledger-entry';
import { Post } from '../../entities/committees/post';
import type { HubContext } from '../../kernel/graphql/context';
import { EnterpriseRef } from '../../schema/committees/enterprise.ref';
import { needs } from './needs';

@Resolver(() => DutyLedgerEntry)
export class DutyLedgerEntryResolver {
  @FieldResolver(() => Post, { description: '领导岗位 · The leader’s post' })
  leader(@Root() { postId }: DutyLedgerEntry, @Ctx() { load }: HubContext, @Info() info: GraphQLResolveInfo) {
    return load.one(Post, 'id', postId, { info, also: needs.post });
  }

  @FieldResolver(() => EnterpriseRef, {
    nullable: true,
    description: '所到企业 · The firm that it was about',
  })
  enterprise(@Root() { uscc }: DutyLedgerEntry): EnterpriseRef | null {
    return uscc === null ? null : { uscc };
  }
}
