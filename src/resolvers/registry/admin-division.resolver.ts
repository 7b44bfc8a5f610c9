import { Arg, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { CalendarDate, DivisionCode } from '../../kernel/graphql/scalars';
import { currentDivision } from '../../kernel/reference/divisions';
import { AdminDivision } from '../../schema/registry/admin-division';
import { DivisionLevel } from '../../schema/registry/enums';
import { childrenOf, divisionByCode, listDivisions } from './division-lookup';

@Resolver(() => AdminDivision)
export class AdminDivisionResolver {
  @Query(() => AdminDivision, {
    nullable: true,
    description:
      '按代码查区划 · A division by code; without a date also one that is gone, see validTo and replacedBy',
  })
  division(
    @Arg('code', () => DivisionCode, { description: '区划代码,任一版本 · Code of any vintage' }) code: string,
    @Arg('asOf', () => CalendarDate, {
      nullable: true,
      description: '何日的区划;缺省为现行 · As of this day; without one, the newest',
    })
    asOf: string | null,
  ) {
    return divisionByCode(code, asOf);
  }

  @Query(() => [AdminDivision], {
    nullable: true,
    description:
      '下级区划;给出 level 时为其下该级全部 · Children of `parent`, or everything of `level` below it',
  })
  divisions(
    @Arg('parent', () => DivisionCode, {
      nullable: true,
      description: '上级;缺省为全省 · Above them; without one, the province',
    })
    parent: string | null,
    @Arg('level', () => DivisionLevel, { nullable: true, description: '级别 · Level' })
    level: DivisionLevel | null,
    @Arg('asOf', () => CalendarDate, {
      nullable: true,
      description: '何日的区划;缺省为现行 · As of this day; without one, the newest',
    })
    asOf: string | null,
  ) {
    return listDivisions({ parent, level, asOf });
  }

  @FieldResolver(() => AdminDivision, { nullable: true, description: '上级区划 · Parent' })
  parent(@Root() { parent, asOf }: AdminDivision) {
    return parent && divisionByCode(parent, asOf);
  }

  @FieldResolver(() => [AdminDivision], { description: '下级区划 · Children' })
  children(@Root() division: AdminDivision) {
    return childrenOf(division);
  }

  @FieldResolver(() => AdminDivision, {
    nullable: true,
    description: '现行对应区划 · For a code that is gone: the division under which its places go on',
  })
  replacedBy(@Root() { code }: AdminDivision) {
    const current = currentDivision(code);
    return current?.mapped ? divisionByCode(current.division.code) : null;
  }
}
