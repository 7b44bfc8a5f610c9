import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../kernel/graphql/scalars';

@ObjectType({
  description:
    '监管计划:一家企业一年的执法检查,有计划数也有法定上限(山西省2025-04-23通知)· The enforcement checks of a firm in a year: what is planned, and the legal maximum (Shanxi notice of 2025-04-23)',
})
export class SupervisionPlan {
  uscc!: string;

  /** The sources of each of its inputs. */
  readFrom!: string[][];

  @Field(() => Int, { description: '年度 · Year' })
  year!: number;

  @Field(() => Int, {
    description:
      '计划次数:上限之半向上取整,红色为上限 · Planned: half of the cap rounded up, all of it at red',
  })
  planned!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      '年度上限;null 为未公布 · The yearly maximum; null when none is published for its trade or class',
  })
  cap!: number | null;

  @Field(() => Int, { description: '已完成且计入上限的次数 · Done, of those that count toward the cap' })
  done!: number;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '下次应检日期;已完成或受上限限制为 null · Next due by; null when all is done or the cap is reached',
  })
  nextDueOn!: string | null;

  @Field(() => Boolean, { description: '已达上限 · The cap forbids another' })
  blockedByCap!: boolean;

  @Field(() => [String], { description: '依据 · Why: in words, the plan first' })
  why!: string[];
}
