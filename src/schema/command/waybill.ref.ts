import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** A waybill of dangerous goods, met by its key. */
@ObjectType('Waybill', { description: '危险货物运单 · A waybill of dangerous goods' })
@Directive('@key(fields: "id", resolvable: false)')
export class WaybillRef {
  @Field(() => ID, { description: '运单号 · Number' })
  id!: string;
}
