import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { packageRoot } from '../../src/kernel/server/package-root';

const EVERY_MS = 100;

/** Asks for the shift board (Q1) ten times a second until aborted. Answers what each took, in ms. Throws on a wrong answer. */
export async function askInTurn(url: string, signal: AbortSignal): Promise<number[]> {
  const query = readFileSync(join(packageRoot(), 'src/schema/examples/Q1_ShiftBoard.graphql'), 'utf8');
  const body = JSON.stringify({ query, variables: { d: '140781' } });
  const headers = { 'content-type': 'application/json' };
  const taken: number[] = [];
  while (!signal.aborted) {
    const began = performance.now();
    const response = await fetch(url, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as {
      data?: { linkHealth?: { online: number } };
      errors?: unknown;
    };
    if (errors || !data?.linkHealth) throw new Error(`Q1 was answered with ${JSON.stringify(errors)}`);
    taken.push(performance.now() - began);
    await delay(Math.max(0, EVERY_MS - (performance.now() - began)));
  }
  return taken;
}
