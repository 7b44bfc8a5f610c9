import { randomUUID } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceUnavailable } from '../../errors';
import { bytesOfFile } from '../byte-source';
import { backoffMs, pause } from '../pause';
import { isCut } from '../slices';
import { survey } from '../survey';
import { finishMoves, isSame, moveRead, NotMoved, stampOf, type Stamp } from './files-move';
import { matchesName } from './files-name';
import { createSettling, RESTLESS_AFTER, type Settling } from './files-settled';
import { createStrays, isStray, unreadWords } from './files-strays';
import { MAX_WHOLE, NOTHING, rejectsOf, takeFile, type OpenedFile, type Reached } from './files-take';
import type { Intake, Transport } from './transport';

const RETRY = { firstMs: 1_000, longestMs: 30_000 };
const SETTLE_SECONDS = 5;

/** Of the file that is or was last being read. */
interface Checkpoint extends Stamp {
  file: string;
  digest: string | null;
  /** Where its refusals are kept (@see FileRefusals). */
  refusals: string;
  reached: Reached;
  /** Nothing is left to do with it: a file that looks the same is another one. */
  moved?: true;
}

/**
 * Reads the files of a folder in the order of their names, each once it is whole, and moves it to `done/`, or, with its
 * rejects beside it, to `rejected/`. A kill in the middle of a file goes on where it was. A file that cannot be read, or
 * does not come to rest, is told of and costs the others nothing; so is what no stream asks for.
 */
export const filesInFolder: Transport = async (intake, signal) => {
  const { rhythmSeconds = intake.connector.rhythmSeconds, settleSeconds = SETTLE_SECONDS } = intake.binding;
  const scanMs = Math.min(60_000, Math.max(1_000, (rhythmSeconds * 1_000) / 20));
  // who only looks is told what would become of it as it is
  const settleMs = intake.trial ? 0 : settleSeconds * 1_000;
  const settling = createSettling(settleMs);
  const strays = createStrays(RESTLESS_AFTER * settleMs);
  const waiting = { intake, signal, settling, folder: intake.binding.address };
  for (let failures = 0; !signal.aborted;)
    try {
      if (!intake.trial) await finishMoves(waiting.folder);
      const { faults, unsettled, unread } = await scan(waiting);
      failures = 0;
      if (faults.length > 0) await intake.failed(faults.join('; '));
      await intake.leftUnread(unreadWords(strays(unread), intake.connector.streams));
      await pause(unsettled ? Math.min(scanMs, settleMs) : scanMs, signal);
    } catch (error) {
      if (!(error instanceof SourceUnavailable)) throw error;
      await intake.failed(error.message);
      await pause(backoffMs(failures++, RETRY), signal);
    }
};

interface Folder {
  intake: Intake;
  signal: AbortSignal;
  settling: Settling;
  folder: string;
}

const MAX_FAULTS = 3;
/** Stands in a name for bytes of another charset, as old Windows machines write it: by such a name no file is found. */
const NO_UTF8 = '\uFFFD';

async function scan({ intake, signal, settling, folder }: Folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    unavailable('the folder cannot be read'),
  );
  const streamsOf = (name: string) =>
    intake.connector.streams.filter(({ channel }) => matchesName(channel, name));
  const { others = [] } = intake.binding;
  const isOthers = (name: string) => others.some((pattern) => matchesName(pattern, name));
  const names = inOrder(
    entries.filter((entry) => entry.isFile()).map(({ name }) => name),
    parse(intake.checkpoint),
  );
  const faults: string[] = [];
  let unsettled = false;
  for (const name of names) {
    if (signal.aborted) break;
    const streams = streamsOf(name);
    if (streams.length === 0) continue;
    if (isOthers(name)) {
      faults.push(
        `${name} is what another source of this folder asks for too; it is read once only one does`,
      );
      continue;
    }
    try {
      const isRead = await readOne({ name, streams }, { intake, signal, settling, folder });
      unsettled ||= !isRead;
    } catch (error) {
      if (!(error instanceof SourceUnavailable) || error instanceof NotMoved) throw error;
      faults.push(error.message);
    }
  }
  for (const name of settling.restless(names))
    faults.push(`${name} is still being written; it is read once it is left alone`);
  const unread = entries.filter((entry) =>
    isStray(entry, (name) => streamsOf(name).length > 0 || isOthers(name)),
  );
  return { faults: faults.slice(0, MAX_FAULTS), unsettled, unread };
}

/** The one that was begun comes first: else it would be begun once more. */
const inOrder = (names: readonly string[], begun: Checkpoint | null): string[] =>
  [...names].sort((one, other) => {
    const [first, second] = [one, other].map((name) => (name === begun?.file && !begun.moved ? 0 : 1));
    return first! - second! || (one < other ? -1 : 1);
  });

/** False: it may not be whole yet. The streams that share a file, the sheets of a workbook, read it together. */
async function readOne(
  { name, streams }: Pick<OpenedFile, 'name' | 'streams'>,
  { intake, signal, settling, folder }: Folder,
): Promise<boolean> {
  const path = join(folder, name);
  const stamp = await stampOf(path)
    .catch(nullIfGone)
    .catch(unavailable(`${name} cannot be read`));
  if (!stamp && name.includes(NO_UTF8))
    throw new SourceUnavailable(
      `${name} cannot be opened: its name is not UTF-8; it is read once it is renamed`,
    );
  if (!stamp) return true;
  const begun = parse(intake.checkpoint);
  const isBegun = begun?.file === name && !begun.moved && isSame(begun, stamp);
  if (!isBegun && !settling.isSettled(name, stamp)) return false;
  const handle = await open(path).catch(unavailable(`${name} cannot be read`));
  try {
    const bytes = await bytesOfFile(handle);
    if (bytes.size !== stamp.size) return false;
    const looked = isCut({ streams, name }) || bytes.size <= MAX_WHOLE ? await survey(bytes, signal) : null;
    await takeAndMove({ name, streams, bytes, survey: looked }, { intake, folder, stamp });
  } finally {
    await handle.close();
  }
  settling.forget(name);
  return true;
}

async function takeAndMove(
  file: OpenedFile,
  { intake, folder, stamp }: { intake: Intake; folder: string; stamp: Stamp },
): Promise<void> {
  const { name } = file;
  const digest = file.survey?.digest ?? null;
  const before = parse(intake.checkpoint);
  const isBegun = before?.file === name && isSame(before, stamp) && before.digest === digest && !before.moved;
  const { reached: from, refusals } = isBegun ? before : { reached: NOTHING, refusals: randomUUID() };
  const about = { file: name, ...stamp, digest, refusals };
  const write = (checkpoint: Checkpoint) => JSON.stringify(checkpoint);
  // killed between the last commit and the move there is nothing left to take
  if (!from.done)
    await takeFile(file, intake, {
      ...{ from, refusals },
      checkpoint: (reached) => write({ ...about, reached }),
    });
  const [refused] = await intake.refusals.behind(refusals, -1);
  await moveRead({ folder, name, stamp }, refused ? rejectsOf(file, intake, refusals) : null);
  await intake.take([], { checkpoint: () => write({ ...about, reached: NOTHING, moved: true }) });
  await intake.refusals.forget(refusals);
}

const nullIfGone = (error: NodeJS.ErrnoException): null => {
  if (error.code !== 'ENOENT') throw error;
  return null;
};

/** Says what went wrong without the path, which is this machine's affair. */
const unavailable = (what: string) => (cause: NodeJS.ErrnoException) => {
  throw new SourceUnavailable(`${what}: ${cause.code ?? cause.message}`, { cause });
};

/** Of what another version wrote nothing is known. */
function parse(checkpoint: string | null): Checkpoint | null {
  try {
    const known = checkpoint ? (JSON.parse(checkpoint) as Partial<Checkpoint>) : null;
    return known?.file && known.reached ? (known as Checkpoint) : null;
  } catch {
    return null;
  }
}
