import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Warning } from '../../entities/command/warning';
import type { HubContext } from '../../kernel/graphql/context';
import { Freshness } from '../../kernel/graphql/freshness';
import { DivisionCode } from '../../kernel/graphql/scalars';
import { ToldBy } from '../../kernel/graphql/told-by';
import { AdminDivisionRef } from '../../schema/command/admin-division.ref';
import { capAlert, capStatus } from './cap-alert';
import { needs } from './needs';
import { isActive, warningsOf } from './warning-reads';

@Resolver(() => Warning)
export class WarningResolver {
  @Query(() => Warning, { nullable: true, description: '按编号查预警 · A warning by its number' })
  warning(
    @Arg('id', () => ID, { description: '编号 · Number' }) id: string,
    @Ctx() { load }: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return load.one(Warning, 'id', id, { info, also: needs.warning });
  }

  @Query(() => [Warning], {
    nullable: true,
    description: '预警,新的在前,至多 500 · Warnings, the latest first, at most 500',
  })
  @ToldBy('command-centre')
  warnings(
    @Arg('division', () => DivisionCode, {
      description: '预警涉及的区划:含下级,亦含其上级的预警 · Division that they touch, as a whole or in part',
    })
    division: string,
    @Arg('active', () => Boolean, {
      nullable: true,
      defaultValue: true,
      description: '生效中(缺省)或未生效;null 为全部 · In force now, by default, or not; null: both',
    })
    active: boolean | null,
    @Ctx() context: HubContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return warningsOf({ division, active }, context, info);
  }

  @FieldResolver(() => [AdminDivisionRef], {
    nullable: 'itemsAndList',
    description: '范围 · Divisions that it covers',
  })
  areas(@Root() { areaCodes }: Warning): AdminDivisionRef[] {
    return areaCodes.map((code) => ({ code }));
  }

  @FieldResolver(() => Boolean, { description: '此刻生效 · In force now' })
  active(@Root() warning: Warning, @Ctx() { clock }: HubContext): boolean {
    return isActive(warning, clock.now());
  }

  @FieldResolver(() => String, {
    description:
      'CAP 状态:Actual 实际,Exercise 演练 · Status in the words of CAP: Exercise of a drill, Actual otherwise',
  })
  status(@Root() warning: Warning): string {
    return capStatus(warning);
  }

  @FieldResolver(() => String, {
    description:
      'CAP 1.2 报文(按 GB/T 35965.1-2018 理解,待核)· As a CAP 1.2 document, in the Chinese profile GB/T 35965.1-2018 as far as it is known (likely)',
  })
  capXml(@Root() warning: Warning): string {
    return capAlert(warning);
  }

  @FieldResolver(() => Freshness, { description: '新鲜度 · How fresh it is' })
  freshness(@Root() warning: Warning, @Ctx() { freshness }: HubContext): Freshness {
    return freshness.of(warning);
  }
}
