import { Field, Float, ObjectType } from 'type-graphql';
import { RescueTeam } from './rescue-team';

@ObjectType({ description: '可出动的队伍及距离 · A team that can be sent, and how far it has to come' })
export class TeamDistance {
  @Field(() => RescueTeam, { description: '队伍 · The team' })
  team!: RescueTeam;

  @Field(() => Float, { description: '直线距离(千米)· Kilometres as the crow flies' })
  km!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      '预计到达(分)= 出动时限 + 直线距离 × 1.4 ÷ 40 千米/小时;出动时限或状态未知时为空 · Minutes to arrival: turnout + km × 1.4 (detour of roads) at 40 km/h, an assumption and no route; null when the turnout, or whether it is ready at all, is not known',
  })
  etaMinutes!: number | null;
}
