import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A rescue team, met by its key; this subgraph adds what it is assigned to. */
@ObjectType('RescueTeam', { description: '救援队伍 · A rescue team' })
@Directive('@key(fields: "id")')
export class RescueTeamRef {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;
}
