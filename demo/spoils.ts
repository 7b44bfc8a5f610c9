import { toRegistryRows } from './sources/enterprise-registry';
import type { City } from './city/generate-city';
import type { WireRecord } from './sources/record-stream';

export type Spoil = 'uscc' | 'crs' | 'grade';

/** Records that are wrong on purpose, each by one thing, so that there is something to be rejected with a reason. */
export function createSpoils(city: City): Record<Spoil, { stream: string; record: WireRecord }> {
  const firm = city.firms[0]!;
  const rows = toRegistryRows({ ...city, firms: [firm], sites: [city.sites[0]!] });
  const wrongEnd = firm.uscc.endsWith('A') ? 'B' : 'A';
  return {
    /** The check character is wrong. */
    uscc: {
      stream: 'enterprises',
      record: {
        ...rows.enterprises[0],
        统一社会信用代码: firm.uscc.slice(0, -1) + wrongEnd,
        企业名称: '示例错码企业',
      },
    },
    /** Beijing 1954 is none of the three coordinate systems that may be sent. */
    crs: {
      stream: 'sites',
      record: { ...rows.sites[0], 场所编号: 'S9999', 场所名称: '示例错坐标场所', 坐标系: '北京54' },
    },
    /** Hazards are 一般 or 重大. */
    grade: {
      stream: 'hazards',
      record: {
        id: 'YH99999',
        uscc: firm.uscc,
        grade: '特大',
        title: '示例错级隐患',
        foundAt: city.at.toISOString(),
        foundBy: '企业自查',
        dueOn: '2099-12-31',
        state: '整改中',
        supervised: false,
      },
    },
  };
}
