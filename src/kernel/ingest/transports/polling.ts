import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import { backoffMs, pause } from '../pause';
import type { Intake } from './transport';

const RETRY = { firstMs: 1_000, longestMs: 30_000 };

/** Polls once in the source's rhythm, and sooner again after a poll that was not sound, until `signal` aborts. */
export async function pollInRhythm(
  intake: Intake,
  signal: AbortSignal,
  poll: () => Promise<boolean>,
): Promise<void> {
  const rhythmMs = (intake.binding.rhythmSeconds ?? intake.connector.rhythmSeconds) * 1_000;
  for (let failures = 0; !signal.aborted;) {
    const begun = performance.now();
    const sound = await poll();
    failures = sound ? 0 : failures + 1;
    const waitMs = sound ? rhythmMs : Math.min(rhythmMs, backoffMs(failures - 1, RETRY));
    await pause(Math.max(0, waitMs - (performance.now() - begun)), signal);
  }
}

/** Reads every stream; one that fails leaves the others as they are. The source is heard when all were sound. */
export async function pollStreams(
  intake: Intake,
  signal: AbortSignal,
  read: (stream: Stream) => Promise<boolean>,
): Promise<boolean> {
  let sound = true;
  for (const stream of intake.connector.streams)
    sound = (await soundly(intake, signal, () => read(stream))) && sound;
  if (sound) await intake.heard();
  return sound;
}

/** False, and shown in `sources`, when the source is not to be had. */
export async function soundly(
  intake: Intake,
  signal: AbortSignal,
  work: () => Promise<boolean>,
): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SourceUnavailable) || signal.aborted) throw error;
    await intake.failed(error.message);
    return false;
  }
}
