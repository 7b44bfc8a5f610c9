import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../../kernel/graphql/scalars';
import { CheckKind } from './enums';

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
      '年度上限,事故期内(R10)矿山按最低类;null 为未公布 · The yearly maximum, of a mine after an accident (R10) that of the worst class; null when none is published for its trade or class',
  })
  cap!: number | null;

  @Field(() => Int, {
    description: '已完成且计入上限的执法检查次数 · Inspections done, of those that count toward the cap',
  })
  done!: number;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '下次应检日期;已完成或受上限限制为 null · Next due by; null when all is done or the cap is reached',
  })
  nextDueOn!: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '隐患复查期限中最早者(重大或挂牌督办隐患);逾期未复查者仍在;无则为 null · The first date by which a hazard, major or listed for supervision, has to be re-inspected, also one that has passed; null when there is none',
  })
  reinspectDueOn!: string | null;

  @Field(() => Boolean, { description: '已达上限 · The cap forbids another' })
  blockedByCap!: boolean;

  @Field(() => Int, {
    nullable: true,
    description:
      '督导检查年度上限(不分等级,每年 3 次);null 为该行业未公布 · The yearly maximum of supervisory checks, 3 of any class; null when none is published for its trade',
  })
  supervisoryCap!: number | null;

  @Field(() => Int, {
    description:
      '已完成且计入上限的督导检查次数 · Supervisory checks done, of those that count toward their cap',
  })
  supervisoryDone!: number;

  @Field(() => [CheckKind], {
    description:
      '本年度上限所禁止的检查类型;投诉、事故、数据异常引发的及非现场检查不受此限 · Kinds of check that a cap forbids for the rest of the year; not one that a complaint, an accident or a data signal sets off, nor one off site',
  })
  forbidden!: CheckKind[];

  @Field(() => [String], { description: '依据 · Why: in words, the plan first' })
  why!: string[];
}
