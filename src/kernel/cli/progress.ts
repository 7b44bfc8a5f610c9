import type { ImportProgress } from '../ingest/import/import-file';

const BAR = 30;
const LINE_EVERY_MS = 5_000;

/** Shows how far an import came: a bar on a terminal, else a line now and then. */
export function showProgress(out: Pick<NodeJS.WriteStream, 'write'> & { isTTY?: boolean }) {
  const begun = performance.now();
  let told = begun;
  const textOf = ({ bytes, size, counts }: ImportProgress) => {
    const share = size === 0 ? 1 : bytes / size;
    const full = Math.round(share * BAR);
    const rate = Math.round(counts.received / Math.max(0.001, (performance.now() - begun) / 1_000));
    const bar = `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}]`;
    return `${bar} ${Math.floor(share * 100)} % · ${counts.received} records · ${rate}/s · ${counts.rejected} refused`;
  };
  return (progress: ImportProgress): void => {
    if (out.isTTY) return void out.write(`\r${textOf(progress)}\u001b[K`);
    if (performance.now() - told < LINE_EVERY_MS) return;
    told = performance.now();
    out.write(`${textOf(progress)}\n`);
  };
}
