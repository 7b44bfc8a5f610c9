import { readReference } from './read-csv';

/** Goods of the transport list 危险货物品名表 under one UN number. null where the shipped tables assert nothing. */
export interface DangerousGoods {
  /** Four digits. */
  un: string;
  nameZh: string;
  nameEn: string;
  /** Class or division with its compatibility letter: 3, 2.3, 1.1D. */
  class: string;
  subsidiary: string[];
  packingGroups: string[];
  /** 剧毒化学品. */
  highlyToxic: boolean | null;
  /** Stands in the catalogue 危险化学品目录, which is another list than this one: neither follows from the other. */
  inCatalogue: boolean | null;
}

type Column =
  'un' | 'name_en' | 'name_zh' | 'class' | 'subsidiary' | 'packing_group' | 'highly_toxic_zh_catalogue';

const YES_NO: Record<string, boolean | undefined> = { y: true, n: false };

const catalogue = new Map(
  readReference<'un' | 'in_catalogue'>('hazchem-catalogue.csv').map((row) => [row.un, row.in_catalogue]),
);

const goods = new Map(
  readReference<Column>('un-common.csv').map((row): [string, DangerousGoods] => [
    row.un,
    {
      un: row.un,
      nameZh: row.name_zh,
      nameEn: row.name_en,
      class: row.class,
      subsidiary: split(row.subsidiary, '+'),
      packingGroups: split(row.packing_group, '/'),
      highlyToxic: YES_NO[row.highly_toxic_zh_catalogue] ?? null,
      inCatalogue: YES_NO[catalogue.get(row.un) ?? ''] ?? null,
    },
  ]),
);

const divisions = readReference<'class' | 'division'>('hazard-classes.csv');
const classes = new Set(divisions.flatMap((row) => [row.class, row.division]));

/** null for a number that the shipped table does not have; it holds about a hundred of some 3,500. */
export const dangerousGoods = (un: string): DangerousGoods | null => goods.get(un) ?? null;

/** A UN number as it has to be written. */
export const isUnNumber = (un: string): boolean => /^\d{4}$/.test(un);

/** Whether there is such a class or division (GB 6944); class 1 may carry a compatibility letter. */
export const isHazardClass = (text: string): boolean => classes.has(text.replace(/^(1\.\d)[A-S]$/, '$1'));

/** The class itself and what it is part of, narrowest first: 1.1D, 1.1, 1. */
export function classesOf(text: string): string[] {
  const division = text.replace(/^(1\.\d)[A-S]$/, '$1');
  return [...new Set([text, division, division.split('.')[0]!])];
}

function split(cell: string, sign: string): string[] {
  return cell === '' ? [] : cell.split(sign);
}
