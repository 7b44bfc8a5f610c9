import { Field, Int, ObjectType } from 'type-graphql';
import { PostKind } from './enums';

@ObjectType({ description: '岗位人数 · How many posts of a kind there are' })
export class PostCount {
  @Field(() => PostKind, { description: '岗位类别 · Kind' })
  kind!: PostKind;

  @Field(() => Int, { description: '人数 · Number' })
  count!: number;
}
