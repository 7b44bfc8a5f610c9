import { setTimeout as delay } from 'node:timers/promises';

/** Waits, or less when `signal` aborts; never throws. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

/** 1, 2, 4 … times `firstMs` up to `longestMs`, each between half and the whole, so that replicas do not march in step. */
export const backoffMs = (
  attempt: number,
  { firstMs, longestMs }: { firstMs: number; longestMs: number },
): number => Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 20)) * (0.5 + Math.random() / 2);
