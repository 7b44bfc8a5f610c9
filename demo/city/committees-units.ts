import type { Unit } from './committee-records';
import type { CommitteesOptions } from './committees';
import type { CommitteesPlan } from './committees-plan';
import { unitId } from './ids';

const DEPARTMENTS_OF: Record<string, string[]> = {
  应急管理局: ['综合协调科', '危化监管科', '矿山监管科', '应急指挥中心', '应急窗口'],
  能源局: ['煤矿监管科', '洗选监管科'],
  督查落实办: ['督查科'],
};

/** The member units: departments first, then state firms, the development zone and the territory. */
export function generateUnits(
  { plan, reference }: CommitteesOptions,
  { departments, stateFirms, devZone, territory }: CommitteesPlan,
) {
  const units: Unit[] = [];
  const add = (name: string, kind: Unit['kind'], division: string): Unit => {
    const number = units.length + 1;
    const unit: Unit = {
      id: unitId(plan.key, number),
      name: `${name}(示例)`,
      kind,
      division,
      dutyPhone: `0000-${String(8_000_000 + number)}`,
      departments: DEPARTMENTS_OF[name] ?? [],
    };
    units.push(unit);
    return unit;
  };
  for (const name of departments) add(name, 'DEPARTMENT', plan.division);
  for (const name of stateFirms) add(name, 'STATE_FIRM', plan.division);
  add(devZone, 'DEV_ZONE', plan.division);
  const places = reference.divisions2023.filter(({ level }) => level === territory.level);
  const byDivision = new Map(
    places
      .filter(({ code }) => code !== plan.division)
      .map(({ code, name }) => [code, add(`${name}人民政府(办事处)`, territory.kind, code).id]),
  );
  const first = [...byDivision.values()][0]!;
  return {
    units,
    /** By the plan's name of a department. */
    unitNamed: (name: string): string => units.find((unit) => unit.name === `${name}(示例)`)!.id,
    /** Of the township or county that a code lies in; of one that is gone the first. */
    unitOfTerritory: (code: string): string =>
      [...byDivision].find(([division]) => code.startsWith(division))?.[1] ?? first,
  };
}
