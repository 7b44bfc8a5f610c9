import { Directive, Field, ObjectType } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';

/** The registry's division, met by its key. */
@ObjectType('AdminDivision', { description: '行政区划 · An administrative division' })
@Directive('@key(fields: "code", resolvable: false)')
export class AdminDivisionRef {
  @Field(() => DivisionCode, { description: '区划代码 · Code' })
  code!: string;
}
