import { Directive, Field, ObjectType } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';

/** The registry's division, met by its key; this subgraph adds the depots in it. */
@ObjectType('AdminDivision', { description: '行政区划 · An administrative division' })
@Directive('@key(fields: "code")')
export class AdminDivisionRef {
  @Field(() => DivisionCode, { description: '区划代码 · Code' })
  code!: string;
}
