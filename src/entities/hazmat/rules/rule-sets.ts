import { ViolationSeverity } from '../../../schema/hazmat/enums';
import type { TripRuleEntry, TripRuleSet } from './rule';

const { BLOCK, CRITICAL } = ViolationSeverity;

const ORDER_29 = '《危险货物道路运输安全管理办法》(交通运输部等六部门令2019年第29号)';
const REGULATION_591 = '《危险化学品安全管理条例》(国务院令第591号)';
const LAW_2026 = '《危险化学品安全法》(2026年5月1日施行)';

const PERMITS =
  '《民用爆炸物品安全管理条例》(国务院令第466号);《烟花爆竹安全管理条例》(国务院令第455号);《放射性物品运输安全管理条例》(国务院令第562号)';

type Row = [
  id: TripRuleEntry['id'],
  severity: ViolationSeverity,
  certainty: 'C' | 'L',
  titleZh: string,
  basis: string,
];

/** The rules with their bases; `overlay` is what stands above Order 29 for hazardous chemicals. */
function rulesUnder(overlay: { toxicPass: string; other: string }): TripRuleEntry[] {
  const rows: Row[] = [
    ['V01', BLOCK, 'C', '承运人许可', `${ORDER_29}第二十二条;${overlay.other}`],
    ['V02', BLOCK, 'C', '车辆道路运输证与检验', `${ORDER_29};${overlay.other}`],
    ['V03', BLOCK, 'C', '罐体适装介质', `${ORDER_29}第二十三条`],
    ['V04', BLOCK, 'C', '核定载质量', `${ORDER_29}第二十三条`],
    ['V05', BLOCK, 'C', '从业资格', `${ORDER_29};${overlay.other}`],
    ['V06', BLOCK, 'C', '押运员', `${ORDER_29}第四十四条;${overlay.other}`],
    ['V07', BLOCK, 'C', '与运单一致', `${ORDER_29}第二十四条`],
    ['V08', BLOCK, 'C', '装货查验', ORDER_29],
    ['V09', CRITICAL, 'C', '剧毒化学品道路运输通行证', `${overlay.toxicPass};${ORDER_29}`],
    ['V10', CRITICAL, 'C', '民爆、烟花爆竹、放射性物品运输许可', PERMITS],
    ['V22', BLOCK, 'L', '一车一趟一派', '省级危险货物电子运单管理规定(一车一趟一派)'],
  ];
  return rows.map(([id, severity, certainty, titleZh, basis]) => ({
    id,
    severity,
    certainty,
    titleZh,
    basis,
  }));
}

/**
 * Order 29 of 2019 is in force since 2020-01-01. The Hazardous Chemicals Safety Law overlays Regulation 591 from
 * 2026-05-01; which article takes over which is not settled, so it is named as a whole (DOMAIN §2.9).
 */
export const tripRuleSets: readonly TripRuleSet[] = [
  {
    version: 'cn-hazmat-road-2020.1',
    validFrom: '2020-01-01',
    validTo: '2026-04-30',
    rules: rulesUnder({ toxicPass: `${REGULATION_591}第五十条`, other: REGULATION_591 }),
  },
  {
    version: 'cn-hazmat-road-2026.1',
    validFrom: '2026-05-01',
    validTo: null,
    rules: rulesUnder({ toxicPass: LAW_2026, other: LAW_2026 }),
  },
];

/** Nothing of an earlier load date can be judged. */
export const RULES_SINCE = tripRuleSets[0]!.validFrom;
