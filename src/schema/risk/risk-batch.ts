import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { LevelCount } from './risk-board';

@ObjectType({
  description: '批量变化:一个原因改变多家企业 · One cause that moved many subjects; read them by riskChanges',
})
export class RiskBatch {
  @Field(() => ID, { description: '批次 · Batch' })
  id!: string;

  @Field(() => String, { description: '原因 · Cause' })
  cause!: string;

  @Field(() => Int, { description: '变化数 · How many changed' })
  changed!: number;

  @Field(() => [LevelCount], { description: '变化后各等级数 · How many came to each level' })
  byLevel!: LevelCount[];

  @Field(() => DateTime, { description: '开始 · Began' })
  startedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '结束 · Ended' })
  finishedAt!: Date | null;
}
