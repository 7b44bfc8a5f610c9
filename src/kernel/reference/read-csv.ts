import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** Beside this module when run from its source, and in the source tree when run from dist/src/kernel/reference. */
const folder = [join(__dirname, 'data'), join(__dirname, '../../../../src/kernel/reference/data')].find(
  (path) => existsSync(path),
);

/** The rows of a shipped reference file (UTF-8, head line), in file order; every cell is text, empty when blank. */
export function readReference<Column extends string>(file: string): Record<Column, string>[] {
  if (!folder) throw new Error('the reference data folder is missing');
  return parse(readFileSync(join(folder, file)), { columns: true, bom: true, skip_empty_lines: true });
}
