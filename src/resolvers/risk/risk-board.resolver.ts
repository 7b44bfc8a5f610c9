import { Arg, Ctx, FieldResolver, Float, Int, Query, Resolver, Root } from 'type-graphql';
import { EventPeriod } from '../../schema/risk/event-period';
import type { HubContext } from '../../kernel/graphql/context';
import { DateTime, DivisionCode } from '../../kernel/graphql/scalars';
import { LevelCount, RiskBoard, RiskBoardRow } from '../../schema/risk/risk-board';
import { boardCounts, boardRows } from './board-counts';
import { coverageOf, isComplete } from './board-coverage';
import { openHazards } from './board-hazards';
import { boardPeriods } from './board-periods';
import { boardOf } from './board-of';
import { closureRateOfBoard } from './closure-rate';

@Resolver(() => RiskBoard)
export class RiskBoardResolver {
  @Query(() => RiskBoard, {
    nullable: true,
    description: '风险一览;asOf 为当时系统所知 · Risk board; asOf shows what the hub knew then',
  })
  riskBoard(
    @Arg('division', () => DivisionCode, { description: '区划代码 · Division' }) division: string,
    @Arg('asOf', () => DateTime, {
      nullable: true,
      description: '截至时刻,缺省为现在 · Moment, by default now',
    })
    asOf: Date | null,
    @Ctx() context: HubContext,
  ): RiskBoard {
    return boardOf('division', division, { asOf, now: context.clock.now() });
  }

  @FieldResolver(() => [LevelCount], { description: '各等级企业数,含 0 · Firms per level, zero included' })
  counts(@Root() board: RiskBoard, @Ctx() context: HubContext) {
    return boardCounts(board, context);
  }

  @FieldResolver(() => [RiskBoardRow], {
    description:
      '下级区划;登记在本级的企业另成一行 · Divisions below, and a row of its own for firms in none of them',
  })
  children(@Root() board: RiskBoard, @Ctx() context: HubContext) {
    return boardRows(board, context);
  }

  @FieldResolver(() => Boolean, {
    description:
      '数据完整:主数据覆盖本县(市、区),无区划不明的企业且各来源均在线 · Whole: the register knows firms in the county (of a larger division: in it), every firm has a place and every source is heard; a board that is not may look better than the city is',
  })
  complete(@Root() board: RiskBoard, @Ctx() context: HubContext) {
    return isComplete(board, context);
  }

  @FieldResolver(() => Int, {
    description: '区划不明的企业数(全市)· Firms that no division is known for, in the whole city',
  })
  async unassigned(@Root() board: RiskBoard, @Ctx() context: HubContext) {
    return (await coverageOf(board, context)).unassigned;
  }

  @FieldResolver(() => [EventPeriod], { description: '生效的重大活动保障期 · Event periods in force' })
  activePeriods(@Root() board: RiskBoard, @Ctx() context: HubContext) {
    return boardPeriods(board, context);
  }

  @FieldResolver(() => Int, { description: '未销号的重大隐患 · Major hazards not closed' })
  async openMajorHazards(@Root() board: RiskBoard, @Ctx() context: HubContext) {
    return (await openHazards(board, context)).major;
  }

  @FieldResolver(() => Int, { description: '逾期隐患 · Hazards past their due date' })
  async overdueHazards(@Root() board: RiskBoard, @Ctx() context: HubContext) {
    return (await openHazards(board, context)).overdue;
  }
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      '隐患整改率(0–1):截至该时刻 12 个月内发现的隐患中,届时已销号者所占比例;无隐患或(当前)来源失联时为空 · Closure rate, 0 to 1: of the hazards found in the 12 months up to that moment the share that was closed by then; null when there are none, and of the present when their source is not heard',
  })
  hazardClosureRate(@Root() board: RiskBoard, @Ctx() context: HubContext) {
    return closureRateOfBoard(board, context);
  }
}
