import { Field, ObjectType } from 'type-graphql';

/** Kept within its command centre. */
@ObjectType({ description: '指挥席位 · A seat of a command centre' })
export class CommandSeat {
  @Field(() => String, { description: '席位 · Name of the seat' })
  name!: string;

  @Field(() => Boolean, { description: '在岗 · Somebody sits there now' })
  staffed!: boolean;
}
