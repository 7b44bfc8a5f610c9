import { Field, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../kernel/graphql/scalars';

@ObjectType({ description: '道路运输证 · Transport certificate of a vehicle' })
export class TransportCertificate {
  @Field(() => String, { description: '证号 · Number' })
  number!: string;

  @Field(() => CalendarDate, { nullable: true, description: '有效期至(当日有效)· Valid through' })
  validTo!: string | null;

  @Field(() => String, {
    description:
      '状态:VALID、EXPIRED、SUSPENDED、REVOKED、CANCELLED · State; EXPIRED once its last day is over',
  })
  state!: string;
}
