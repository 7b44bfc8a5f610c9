import { FieldResolver, Resolver, Root } from 'type-graphql';
import { AdminDivisionRef } from '../../schema/risk/admin-division.ref';
import { RiskBoardRow } from '../../schema/risk/risk-board';

@Resolver(() => RiskBoardRow)
export class RiskBoardRowResolver {
  @FieldResolver(() => AdminDivisionRef, { nullable: true, description: '区划 · Division' })
  division(@Root() { divisionCode }: RiskBoardRow): AdminDivisionRef {
    return { code: divisionCode };
  }
}
