import { Field, InputType } from 'type-graphql';
import { DateTime, DivisionCode } from '../../kernel/graphql/scalars';

@InputType({ description: '重大活动保障期 · A period of a major event' })
export class EventPeriodInput {
  @Field(() => String, { description: '名称,1 至 200 字 · Name, 1 to 200 characters' })
  name!: string;

  @Field(() => DateTime, { description: '开始;已过则自发布起 · Begins; from now when that has passed' })
  from!: Date;

  @Field(() => DateTime, { description: '结束,一年之内 · Ends, within a year' })
  to!: Date;

  @Field(() => [DivisionCode], {
    description: '区划,含其下级,1 至 200 个 · Divisions with all below them, 1 to 200',
  })
  areas!: string[];

  @Field(() => [String], {
    nullable: true,
    description: '行业;空为规则所列 · Trades; null: those that the rule names',
  })
  industries!: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: '每年重复 · Every year on the same days' })
  yearly!: boolean;
}
