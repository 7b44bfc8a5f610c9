import { lstat, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { SourceUnavailable } from '../../errors';

const REJECTS = '.rejects.jsonl';
/** Of rejects that are being written: `.NAME.rejects.part` for those of `rejected/NAME`. */
const UNFINISHED = /^\.(.+)\.rejects\.part$/;

/** Of a file in a folder. The same name with other bytes or another time is another file. */
export interface Stamp {
  size: number;
  modifiedMs: number;
}

/** A file that cannot be moved stops the source: read again and again it would be counted again and again. */
export class NotMoved extends SourceUnavailable {}

/** How a file looks now. Rejects as `stat` does. */
export const stampOf = async (path: string): Promise<Stamp> => {
  const { size, mtimeMs } = await stat(path);
  return { size, modifiedMs: mtimeMs };
};

export const isSame = (one: Stamp, other: Stamp): boolean =>
  one.size === other.size && one.modifiedMs === other.modifiedMs;

/**
 * Moves a file that was read to `done/`, or, with its rejects beside it (`NAME.rejects.jsonl`), to `rejected/`; never over
 * one that lies there. Leaves it where it is when it is another by now. A kill at any point leaves what the next call, or
 * `finishMoves`, puts right.
 */
export async function moveRead(
  { folder, name, stamp }: { folder: string; name: string; stamp: Stamp },
  rejects: AsyncIterable<string> | null,
): Promise<void> {
  const to = rejects ? 'rejected' : 'done';
  const target = join(folder, to);
  await mkdir(target, { recursive: true }).catch(notMoved(`${to}/ cannot be made`));
  const own = await freeName(target, name);
  const unfinished = join(target, `.${own}.rejects.part`);
  if (rejects) await write(unfinished, rejects).catch(notMoved(`the rejects of ${name} cannot be written`));
  const now = await stampOf(join(folder, name)).catch(notMoved(`${name} cannot be moved to ${to}/`));
  if (!isSame(now, stamp)) return void (await rm(unfinished, { force: true }));
  await rename(join(folder, name), join(target, own)).catch(notMoved(`${name} cannot be moved to ${to}/`));
  if (rejects)
    await rename(unfinished, join(target, own + REJECTS)).catch(notMoved('its rejects cannot be kept'));
}

/** Rejects whose file was moved before a kill get their name; of one that was not moved they are written again. */
export async function finishMoves(folder: string): Promise<void> {
  const target = join(folder, 'rejected');
  const names = await readdir(target).catch(() => [] as string[]);
  for (const unfinished of names) {
    const [, own] = UNFINISHED.exec(unfinished) ?? [];
    if (own === undefined) continue;
    const path = join(target, unfinished);
    const done = names.includes(own) ? rename(path, join(target, own + REJECTS)) : rm(path, { force: true });
    await done.catch(notMoved('rejects cannot be kept'));
  }
}

/** The name itself, or with a number before its ending. */
async function freeName(target: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name);
  for (let number = 1; ; number++) {
    const own = number === 1 ? name : `${stem}~${number}${ext}`;
    const taken = await Promise.all([own, own + REJECTS].map((one) => isTaken(join(target, one))));
    if (!taken.includes(true)) return own;
  }
}

const isTaken = (path: string): Promise<boolean> =>
  lstat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' ? false : notMoved('a free name cannot be found')(error),
  );

async function write(path: string, lines: AsyncIterable<string>): Promise<void> {
  const file = await open(path, 'w');
  try {
    for await (const line of lines) await file.write(line);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Says what went wrong without the path, which is this machine's affair. */
const notMoved =
  (what: string) =>
  (cause: NodeJS.ErrnoException): never => {
    throw new NotMoved(`${what}: ${cause.code ?? cause.message}`, { cause });
  };
