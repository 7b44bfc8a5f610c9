import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { CityPlan } from './plan';

export interface Division {
  code: string;
  name: string;
  level: string;
  parent_code: string;
}

/** The public reference tables that the city is built on (see SOURCES.md beside them). */
export interface Reference {
  divisions2018: Division[];
  divisions2023: Division[];
  criticalQuantity: { name_zh: string; cas: string; q_critical_t: string }[];
  categories: { symbol: string; q_critical_t: string; beta: string }[];
  toxicBeta: { name_zh: string; cas: string; beta: string }[];
  alpha: { persons_min: string; persons_max: string; alpha: string }[];
}

const FOLDER = join('src', 'kernel', 'reference', 'data');

/** The folder of the reference tables, looked for from the code upwards (the code also runs below `dist`). */
export function referenceFolder(from = __dirname): string {
  const folder = join(from, FOLDER);
  if (existsSync(join(folder, 'divisions-jiexiu-2023.csv'))) return folder;
  if (dirname(from) === from) throw new Error(`no ${FOLDER} above the demo city`);
  return referenceFolder(dirname(from));
}

/** Reads the tables of a city. Throws when one is missing. */
export function readReference({ reference: city }: CityPlan, folder = referenceFolder()): Reference {
  const read = <Row>(name: string): Row[] =>
    parse(readFileSync(join(folder, `${name}.csv`)), { columns: true, bom: true }) as Row[];
  return {
    divisions2018: read(`divisions-${city}-2018`),
    divisions2023: read(`divisions-${city}-2023`),
    criticalQuantity: read('gb18218-2018-table1-critical-quantity'),
    categories: read('gb18218-2018-table2-4-category'),
    toxicBeta: read('gb18218-2018-table3-beta-toxic-gas'),
    alpha: read('gb18218-2018-table5-alpha'),
  };
}
