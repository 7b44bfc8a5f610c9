import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Sourced } from '../../kernel/database/sourced';
import { CalendarDate } from '../../kernel/graphql/scalars';

/** Keyed by `campaignId` and `endsOn`. */
@ObjectType({ description: '专项行动周报 · A week of a campaign' })
@Entity({ schema: 'committees' })
export class CampaignWeek extends Sourced {
  @PrimaryColumn('text')
  campaignId!: string;

  @PrimaryColumn('date')
  @Field(() => CalendarDate, { description: '截至 · Last day of the week' })
  endsOn!: string;

  @Column('integer')
  @Field(() => Int, { description: '检查数 · Checks made' })
  checks!: number;

  @Column('integer')
  @Field(() => Int, { description: '发现隐患数 · Hazards found' })
  hazardsFound!: number;
}
