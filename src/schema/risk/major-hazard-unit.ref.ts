import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** The registry's major hazard unit, met by its key. */
@ObjectType('MajorHazardUnit', { description: '重大危险源单元 · A major hazard unit (GB 18218)' })
@Directive('@key(fields: "id")')
export class MajorHazardUnitRef {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;
}
