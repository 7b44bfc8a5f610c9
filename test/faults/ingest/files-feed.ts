import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { repeating, tank, type Feed } from './feed';

const LINES = 40;

/** A clerk who drops a file twice a second. */
export async function filesFeed(): Promise<Feed> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-files-feed-'));
  let sent = 0;
  const flow = repeating(async () => {
    const rows = Array.from({ length: LINES }, (_, i) => Object.values(tank('f', sent + i)).join(','));
    const name = join(folder, `tanks-${String(sent).padStart(8, '0')}.csv`);
    writeFileSync(`${name}.part`, `id,uscc,level,at\n${rows.join('\n')}\n`);
    renameSync(`${name}.part`, name);
    sent += LINES;
    await delay(500);
  });
  return {
    binding: { name: 'probe-files', transport: 'files', address: folder, settleSeconds: 0.1 },
    prefix: 'f',
    sent: () => sent,
    ...flow,
    async close() {
      await flow.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
