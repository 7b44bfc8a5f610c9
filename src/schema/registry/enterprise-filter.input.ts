import { Field, InputType } from 'type-graphql';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { OperatingStatus } from './enums';
import { Industry } from './industry';

@InputType({ description: '企业筛选条件 · Which firms; every condition narrows' })
export class EnterpriseFilter {
  @Field(() => DivisionCode, { nullable: true, description: '区划及其下级 · In this division or below' })
  division?: string | null;

  @Field(() => [Industry], { nullable: true, description: '行业 · One of these trades' })
  industry?: Industry[] | null;

  @Field(() => [OperatingStatus], { nullable: true, description: '经营状态 · In one of these states' })
  status?: OperatingStatus[] | null;

  @Field(() => String, { nullable: true, description: '名称包含 · Name contains, whatever the case' })
  nameContains?: string | null;
}
