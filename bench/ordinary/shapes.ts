import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { TripStage } from '../../src/schema/hazmat/enums';
import { AlarmSeverity } from '../../src/schema/monitoring/alarm-severity';
import { AlarmState } from '../../src/schema/monitoring/enums';
import { Waybill } from './entities/hazmat';
import { Alarm } from './entities/monitoring';
import { Enterprise } from './entities/registry';
import { DivisionCode } from './scalars';

@InputType()
export class EnterpriseFilter {
  @Field(() => DivisionCode, { nullable: true })
  division?: string;
}

@InputType()
export class AlarmFilter {
  @Field(() => DivisionCode)
  division!: string;

  @Field(() => [AlarmState])
  state!: AlarmState[];

  @Field(() => [AlarmSeverity])
  severity!: AlarmSeverity[];
}

@InputType()
export class WaybillFilter {
  @Field(() => DivisionCode)
  division!: string;

  @Field(() => [TripStage])
  stage!: TripStage[];

  @Field(() => [String])
  class!: string[];
}

@InputType()
export class PointInput {
  @Field(() => Float)
  lng!: number;

  @Field(() => Float)
  lat!: number;
}

@ObjectType()
export class PageInfo {
  @Field(() => String, { nullable: true })
  endCursor!: string | null;

  @Field()
  hasNextPage!: boolean;
}

@ObjectType()
export class EnterpriseConnection {
  @Field(() => [Enterprise])
  nodes!: Enterprise[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;

  @Field(() => Int)
  total!: number;
}

@ObjectType()
export class AlarmConnection {
  @Field(() => [Alarm])
  nodes!: Alarm[];
}

@ObjectType()
export class WaybillConnection {
  @Field(() => [Waybill])
  nodes!: Waybill[];

  @Field(() => Int)
  total!: number;
}

@ObjectType()
export class SupervisedEnterpriseConnection {
  @Field(() => [Enterprise])
  nodes!: Enterprise[];
}
