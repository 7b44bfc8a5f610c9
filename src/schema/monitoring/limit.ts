import { Field, Float, ObjectType } from 'type-graphql';
import { LimitKind } from './limit-kind';

@ObjectType({ description: '限值 · A limit of a measuring point' })
export class Limit {
  @Field(() => LimitKind, { description: '类别 · Kind' })
  kind!: LimitKind;

  @Field(() => Float, { description: '数值 · Value in the unit of the point' })
  value!: number;

  @Field(() => String, { nullable: true, description: '依据 · Standard or document that sets it' })
  basis?: string | null;
}
