import { Field, ID, InputType } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { TripEventKind, ViolationSeverity } from './enums';

@InputType({ description: '运输事件筛选条件 · Which events of trips; every condition narrows' })
export class TripEventFilter {
  @Field(() => DivisionCode, {
    nullable: true,
    description:
      '托运人、收货人或承运人所在区划及其下级;三者均未登记的行程属于任何区划 · Consignor, consignee or carrier of this division or below; a trip of which none is registered belongs to every division',
  })
  division?: string | null;

  @Field(() => [TripEventKind], { nullable: true, description: '类别 · Of these kinds' })
  kinds?: TripEventKind[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      '主类别或项别(变更前后皆算)· Primary class or division of the goods, before or after a change',
  })
  class?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: '驶入、驶离这些区域(编号)· Comings and goings of these areas, by their numbers',
  })
  areas?: string[] | null;

  @Field(() => ViolationSeverity, {
    nullable: true,
    description:
      '至少如此严重:违规按其本身,其他事件按该行程最严重的违规 · At least so grave: a violation by itself, another event by the gravest violation of its trip, before or after',
  })
  minSeverity?: ViolationSeverity | null;
}
