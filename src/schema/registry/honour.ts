import { Field, Int, ObjectType } from 'type-graphql';
import { DivisionLevel } from './enums';

/** A title held, for instance a safety-culture model enterprise. */
@ObjectType({ description: '荣誉 · A title held' })
export class Honour {
  @Field(() => String, { description: '称号 · Title' })
  name!: string;

  @Field(() => DivisionLevel, { description: '授予级别 · Level that granted it' })
  level!: DivisionLevel;

  @Field(() => Int, { description: '年度 · Year' })
  year!: number;
}
