import { organisationCheck, usccCheck } from '../../src/kernel/graphql/uscc';

type Row = Record<string, string | number>;

/** The n-th invented firm's code, check characters right. */
export function firmCode(n: number): string {
  const organisation = String(20_000_000 + n);
  const first = `91140781${organisation}${organisationCheck(organisation)}`;
  return first + usccCheck(first);
}

/** Rows of the register's files with ordinary values. */
export const firmRow = (n: number, more: Row = {}): Row => ({
  ...{ 统一社会信用代码: firmCode(n), 企业名称: `示例企业${n}`, 行业: '危险化学品', 经营状态: '生产' },
  ...{ 行政区划代码: '140781', 标准化等级: '二级', 标准化有效期至: '2028-05-31', 安全分类: '', 荣誉: '' },
  ...{ 更新时间: '2026-10-01 08:00:00', ...more },
});

export const siteRow = (n: number, more: Row = {}): Row => ({
  ...{ 场所编号: `S${n}`, 统一社会信用代码: firmCode(n), 场所名称: `示例厂区${n}`, 行政区划代码: '140781' },
  ...{
    经度: 111.91,
    纬度: 37.03,
    坐标系: 'CGCS2000',
    边界: '',
    煤矿编码: '',
    更新时间: '2026-10-01 08:00:00',
    ...more,
  },
});

export const licenceRow = (n: number, more: Row = {}): Row => ({
  ...{ 证照编号: `L${n}`, 统一社会信用代码: firmCode(n), 证照类型: '安全生产许可证', 许可范围: '甲醇;苯' },
  ...{
    发证机关: '示例审批局',
    有效期自: '2024-01-01',
    有效期至: '2027-12-31',
    状态: '有效',
    承诺时限: 20,
    实际用时: 12,
  },
  ...{ 更新时间: '2026-10-01 08:00:00', ...more },
});

export const unitRow = (n: number, more: Row = {}): Row => ({
  ...{
    单元编号: `U${n}`,
    场所编号: `S${n}`,
    统一社会信用代码: firmCode(n),
    单元类型: '储存单元',
    暴露人数: 60,
  },
  ...{ 化学品清单: '氯|7782-50-5||5;氨|7664-41-7||5', 更新时间: '2026-10-01 08:00:00', ...more },
});
