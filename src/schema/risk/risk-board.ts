import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/scalars';
import { RiskLevel } from '../../kernel/risk/levels';

@ObjectType({ description: '某等级的企业数 · Number of firms at a level' })
export class LevelCount {
  @Field(() => RiskLevel, { description: '动态风险等级 · Dynamic level' })
  level!: RiskLevel;

  @Field(() => Int, { description: '企业数 · Firms' })
  count!: number;
}

@ObjectType({
  description:
    '下级区划一行;登记在本级的企业归入本级自身一行 · One division below; firms registered at the division itself stand in a row of its own',
})
export class RiskBoardRow {
  divisionCode!: string;

  @Field(() => [LevelCount], { description: '各等级企业数,含 0 · Firms per level, zero included' })
  counts!: LevelCount[];
}

/** `division` is the code whose firms are counted; `asOf` null means the present. */
@ObjectType({ description: '风险一览:区划内企业按动态等级计数 · Firms of a division by dynamic risk level' })
export class RiskBoard {
  divisionCode!: string;

  past!: boolean;

  @Field(() => DateTime, { description: '截至时刻 · The moment that it shows' })
  asOf!: Date;
}
