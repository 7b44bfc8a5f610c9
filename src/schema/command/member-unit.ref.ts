import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A member unit of the safety committee, met by its key. */
@ObjectType('MemberUnit', { description: '安委会成员单位 · A member unit of the safety committee' })
@Directive('@key(fields: "id", resolvable: false)')
export class MemberUnitRef {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;
}
