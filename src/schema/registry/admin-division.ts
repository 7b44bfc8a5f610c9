import { Directive, Field, ObjectType } from 'type-graphql';
import { CalendarDate, DivisionCode } from '../../kernel/graphql/scalars';
import type { Division } from '../../kernel/reference/divisions';
import { DivisionLevel } from './enums';

/** Keyed by `code`. Reference data in memory; `asOf` is the date that was asked for and holds for parent and children. */
@ObjectType({ description: '行政区划 · An administrative division, by vintage of the statistics release' })
@Directive('@key(fields: "code")')
export class AdminDivision implements Omit<Division, 'level'> {
  @Field(() => DivisionCode, { description: '区划代码 · Code' })
  code!: string;

  @Field(() => String, { description: '名称 · Name' })
  name!: string;

  @Field(() => DivisionLevel, { description: '级别 · Level' })
  level!: DivisionLevel;

  @Field(() => CalendarDate, { nullable: true, description: '启用日期 · First date on record; null: older' })
  validFrom!: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '停用日期 · First date on record without it; null: in force',
  })
  validTo!: string | null;

  @Field(() => Boolean, { description: '仅统计用 · In the statistics release only' })
  statisticalOnly!: boolean;

  /** The parent's code. */
  parent!: string | null;

  asOf?: string | null;
}
