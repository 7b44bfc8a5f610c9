import { Directive, Field, ObjectType } from 'type-graphql';
import { USCC } from '../../kernel/graphql/scalars';

/** The registry's firm, met by its key. */
@ObjectType('Enterprise', { description: '企业 · A firm' })
@Directive('@key(fields: "uscc", resolvable: false)')
export class EnterpriseRef {
  @Field(() => USCC, { description: '统一社会信用代码 · Unified social credit code' })
  uscc!: string;
}
