import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import type { Stream } from '../contract';
import { isUnfinished, matchesName } from './files-name';

/** The hub's own, beside what is watched. */
const OWN = ['done', 'rejected'];
const MAX_SHOWN = 3;

/** What lies in the folder, is whole by its name, and that none of these patterns takes. */
export const isStray = (entry: Dirent, isTaken: (name: string) => boolean): boolean =>
  entry.isFile()
    ? !isTaken(entry.name) && !isUnfinished(entry.name)
    : !OWN.includes(entry.name) && !isUnfinished(entry.name);

/**
 * Names what has lain there for so long, the same as long as it does; null: nothing. What is read by somebody else, or gets
 * its name when it is whole, is gone by then.
 */
export function createStrays(
  afterMs: number,
  nowMs: () => number = () => performance.now(),
): (there: readonly Dirent[]) => string | null {
  let seen = new Map<string, number>();
  return (there) => {
    const now = nowMs();
    seen = new Map(there.map((entry) => shown(entry)).map((name) => [name, seen.get(name) ?? now]));
    const old = [...seen].filter(([, sinceMs]) => now - sinceMs >= afterMs).map(([name]) => name);
    if (old.length === 0) return null;
    return old.sort().slice(0, MAX_SHOWN).join(', ') + (old.length > MAX_SHOWN ? ' and others' : '');
  };
}

/** What to say of strays to somebody who asks what these streams read; null: nothing. */
export function unreadWords(strays: string | null, streams: readonly Stream[]): string | null {
  if (strays === null) return null;
  const patterns = [...new Set(streams.map(({ channel }) => channel))].join(', ');
  return `${strays}; what is read are files of the folder itself named ${patterns}: rename or move it there, or take it away`;
}

/** What none of the streams would read of what lies in a folder now; null: nothing, or there is no such folder. */
export async function unreadIn(
  folder: string,
  { streams, others = [] }: { streams: readonly Stream[]; others?: readonly string[] },
): Promise<string | null> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const patterns = [...streams.map(({ channel }) => channel), ...others];
  const isTaken = (name: string) => patterns.some((pattern) => matchesName(pattern, name));
  return unreadWords(createStrays(0)(entries.filter((entry) => isStray(entry, isTaken))), streams);
}

function shown(entry: Dirent): string {
  if (entry.isFile()) return entry.name;
  const kind = entry.isDirectory() ? 'a folder' : entry.isSymbolicLink() ? 'a link' : 'no file';
  return `${entry.name} (${kind})`;
}
