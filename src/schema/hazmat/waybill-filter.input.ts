import { Field, InputType } from 'type-graphql';
import { DateTime, DivisionCode } from '../../kernel/graphql/scalars';
import { TripStage } from './enums';

@InputType({ description: '运单筛选条件 · Which waybills; every condition narrows' })
export class WaybillFilter {
  @Field(() => DivisionCode, {
    nullable: true,
    description:
      '托运人、收货人或承运人所在区划及其下级 · Consignor, consignee or carrier of this division or below',
  })
  division?: string | null;

  @Field(() => [TripStage], { nullable: true, description: '环节 · In one of these stages' })
  stage?: TripStage[] | null;

  @Field(() => [String], { nullable: true, description: '联合国编号 · Carrying one of these UN numbers' })
  un?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: '主类别或项别,2 含 2.1 至 2.3 · Primary class or division; 2 takes in 2.1 to 2.3',
  })
  class?: string[] | null;

  @Field(() => DateTime, { nullable: true, description: '装货时刻起(含)· Loaded at or after' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '装货时刻止(不含)· Loaded before' })
  to?: Date | null;

  @Field(() => Boolean, { nullable: true, description: '是否合法 · Lawful or not' })
  legal?: boolean | null;
}
