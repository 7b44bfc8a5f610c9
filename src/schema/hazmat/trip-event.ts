import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime, DivisionCode, GeoJSON } from '../../kernel/graphql/scalars';
import { TripEventKind, TripStage } from './enums';
import { Violation } from './violation';

/** `waybillId` leads to the waybill as it is now, `areaId` to the area. */
@ObjectType({
  description:
    '运输事件 · A step of the log: what happened and how it stood then; joins below it answer as of now',
})
export class TripEvent {
  @Field(() => ID, { description: '编号 · Number' })
  id!: string;

  @Field(() => String, { description: '日志位置,可续传 · Place in the log, to resume from' })
  cursor!: string;

  @Field(() => Int, { description: '日志序号 · Number in the log' })
  seq!: number;

  @Field(() => TripEventKind, { description: '类别 · What happened' })
  kind!: TripEventKind;

  @Field(() => TripStage, { description: '当时环节 · Where the trip stood then' })
  stage!: TripStage;

  @Field(() => DateTime, { description: '发生时刻 · When it happened' })
  at!: Date;

  @Field(() => Violation, {
    nullable: true,
    description: '发现或消除的违规 · The violation that was found or is there no more',
  })
  violation!: Violation | null;

  @Field(() => DivisionCode, {
    nullable: true,
    description:
      '托运人所在区划,未登记时为收货人、承运人的 · Of the consignor, else the consignee, else the carrier',
  })
  division!: string | null;

  @Field(() => [DivisionCode], {
    description: '三方所在区划,按其筛选 · Of all three parties: what the filter looks at',
  })
  divisions!: string[];

  @Field(() => GeoJSON, {
    nullable: true,
    description: '发生地点(CGCS2000);空为无定位 · Where it happened; null: no position says',
  })
  place!: object | null;

  waybillId!: string;

  areaId!: string | null;
}
