import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';

@ObjectType({ description: '查验项 · One thing that was checked' })
export class CheckItem {
  @Field(() => String, {
    description:
      '项目:VEHICLE_DOCUMENTS、CREW_CERTIFICATES、INSPECTION_PERIOD、GOODS_MATCH、TANK_MATCH · Which of the five',
  })
  code!: string;

  @Field(() => Boolean, { description: '合格 · Passed' })
  passed!: boolean;

  @Field(() => String, { nullable: true, description: '依据 · Evidence' })
  evidence!: string | null;
}

@ObjectType({ description: '装货查验 · The check before loading' })
export class LoadingCheck {
  @Field(() => DateTime, { description: '时刻 · When' })
  at!: string;

  @Field(() => [CheckItem], { description: '五项查验 · The five things checked' })
  items!: CheckItem[];

  @Field(() => Boolean, { description: '结论合格 · Passed as a whole' })
  passed!: boolean;

  /** USCC of the loader. */
  by!: string;

  /** What the loader saw; vehicles and trailers by their keys. */
  seen!: {
    vehicle?: string | null;
    trailer?: string | null;
    driver?: string | null;
    escort?: string | null;
    uns?: string[] | null;
    massKg?: number | null;
  };
}
