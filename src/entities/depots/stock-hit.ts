import { Field, Float, ObjectType } from 'type-graphql';
import { StockLine } from './stock-line';

/** A line that answers a search. */
@ObjectType({ description: '查找结果 · A stock line that was found' })
export class StockHit {
  @Field(() => [String], { description: '所应的查找项 · Which of the items asked for it is' })
  items!: string[];

  @Field(() => Float, { description: '直线距离(公里)· Distance as the crow flies, to the metre' })
  km!: number;

  @Field(() => Float, { description: '可用数量(减去已预留)· Quantity net of reservations' })
  available!: number;

  @Field(() => StockLine, { description: '库存批次 · The line; see its depot for the reserve mode' })
  line!: StockLine;
}
