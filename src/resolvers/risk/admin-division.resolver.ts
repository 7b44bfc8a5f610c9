import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../kernel/graphql/context';
import { AdminDivisionRef } from '../../schema/risk/admin-division.ref';
import { RiskBoard } from '../../schema/risk/risk-board';
import { boardOf } from './board-of';

@Resolver(() => AdminDivisionRef)
export class AdminDivisionResolver {
  @FieldResolver(() => RiskBoard, { nullable: true, description: '风险一览 · Risk board' })
  risk(@Root() { code }: AdminDivisionRef, @Ctx() context: HubContext): RiskBoard {
    return boardOf('code', code, { now: context.clock.now() });
  }
}
