import { Field, Float, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { StockAlert } from './enums';

/** `lineId` leads to the line as it is now. */
@ObjectType({
  description:
    '库存预警变化 · An alert that began or ended, in the log: how it stood then; joins below it answer as of now',
})
export class StockEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor!: string;

  @Field(() => DateTime, { description: '发生时刻 · When it happened' })
  at!: Date;

  @Field(() => StockAlert, { description: '何种预警 · Which alert began or ended' })
  kind!: StockAlert;

  @Field(() => Boolean, {
    description: '已解除;否则为新发生 · It ended; else it began. Who was told of a begin is told of its end',
  })
  ended!: boolean;

  @Field(() => [StockAlert], {
    description: '其后仍有的预警,重者在前 · The alerts that hold after it, the worst first',
  })
  alerts!: StockAlert[];

  @Field(() => Float, { description: '当时数量 · Quantity then' })
  qty!: number;

  @Field(() => Float, { description: '当时可用数量 · Net of reservations then' })
  available!: number;

  lineId!: string;
}
