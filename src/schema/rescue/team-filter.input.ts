import { Field, InputType } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { RescueCapability, TeamKind, TeamState } from './enums';

@InputType({ description: '队伍筛选条件 · Which teams; every condition narrows' })
export class TeamFilter {
  @Field(() => DivisionCode, {
    nullable: true,
    description: '队伍驻地区划及其下级 · Teams of this division or below',
  })
  division?: string | null;

  @Field(() => [RescueCapability], {
    nullable: true,
    description: '具备其中任一类别 · Able of at least one of these',
  })
  capability?: RescueCapability[] | null;

  @Field(() => [TeamKind], { nullable: true, description: '队伍类型 · Of one of these kinds' })
  kind?: TeamKind[] | null;

  @Field(() => [TeamState], { nullable: true, description: '队伍状态 · In one of these states' })
  state?: TeamState[] | null;
}
