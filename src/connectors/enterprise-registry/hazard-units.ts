import { z } from 'zod';
import { MajorHazardUnit } from '../../entities/registry/major-hazard-unit';
import { RecordRejected } from '../../kernel/errors';
import { stream } from '../../kernel/ingest/contract';
import { gradeUnit, STANDARD, type DeclaredChemical } from '../../kernel/reference/gb18218';
import { HazardUnitKind, MajorHazardLevel } from '../../schema/registry/enums';
import { cityTime, count, list, text, uscc, word } from './fields';

const KINDS = { 生产单元: HazardUnitKind.PRODUCTION, 储存单元: HazardUnitKind.STORAGE };

const record = z.object({
  单元编号: text,
  场所编号: text,
  统一社会信用代码: uscc,
  单元类型: word(KINDS),
  暴露人数: count,
  化学品清单: list,
  更新时间: cityTime,
});

/** Major hazard units, graded from their chemicals. A unit that cannot be graded comes in with its fault. */
export const hazardUnits = stream({
  name: 'hazard-units',
  channel: 'hazard-units-*.csv',
  format: 'csv',
  charset: 'gb18030',
  record,
  map: (row) => ({ rows: [{ entity: MajorHazardUnit, values: toUnit(row), observedAt: row.更新时间 }] }),
});

function toUnit(row: z.infer<typeof record>): Partial<MajorHazardUnit> {
  const { s, r, alpha, level, fault, chemicals } = gradeUnit(row.化学品清单.map(toChemical), row.暴露人数);
  return {
    id: row.单元编号,
    siteId: row.场所编号,
    uscc: row.统一社会信用代码,
    kind: row.单元类型,
    ...{ s, r, alpha, chemicals },
    level: level && MajorHazardLevel[`LEVEL_${level}`],
    gradingFault: fault,
    exposedPersons: row.暴露人数,
    standard: STANDARD,
  };
}

function toChemical(item: string): DeclaredChemical {
  const [name, cas, category, tonnes, ...more] = item.split('|').map((part) => part.trim());
  const qDesignMaxT = /^\d+(\.\d+)?$/.test(tonnes ?? '') ? Number(tonnes) : 0;
  if (!name || qDesignMaxT <= 0 || more.length)
    throw new RecordRejected('化学品清单: must be 名称|CAS|类别符号|设计最大量t with more than 0 tonnes');
  if (cas && !isCas(cas)) throw new RecordRejected('化学品清单: the check digit of a CAS number is wrong');
  return { name, cas: cas || null, category: category || null, qDesignMaxT };
}

/** The last digit is the sum of the others, each times its place from the right, modulo 10. */
function isCas(cas: string): boolean {
  if (!/^\d{2,7}-\d{2}-\d$/.test(cas)) return false;
  const [check, ...digits] = [...cas.replaceAll('-', '')].reverse().map(Number);
  return digits.reduce((sum, digit, at) => sum + digit * (at + 1), 0) % 10 === check;
}
