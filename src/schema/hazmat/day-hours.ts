import { Field, ObjectType } from 'type-graphql';

@ObjectType({
  description:
    '每日时段(北京时间,含起不含止,可跨零点)· A time of the day in city time, up to its end, which may lie behind midnight',
})
export class DayHours {
  @Field(() => String, { description: '起,如 22:00 · From' })
  from!: string;

  @Field(() => String, { description: '止,如 06:00 · To' })
  to!: string;
}
