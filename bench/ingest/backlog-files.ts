import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, POINTS_A_SITE, type Plan } from './plan';

export const BACKLOG_PER_SECOND = 6_000;

const MINUTES_A_FILE = 10;

/**
 * What gateways would have sent in the last minutes, as they would have sent it: a message a line. Answers the files, the
 * oldest first.
 */
export function writeBacklog(folder: string, minutes: number, plan: Plan): string[] {
  const end = Date.now() - 1_000;
  const messages = (minutes * 60 * BACKLOG_PER_SECOND) / POINTS_A_SITE;
  const perFile = (MINUTES_A_FILE * 60 * BACKLOG_PER_SECOND) / POINTS_A_SITE;
  const files: string[] = [];
  for (let from = 0; from < messages; from += perFile) {
    const file = join(folder, `backlog-${files.length}.jsonl`);
    files.push(file);
    const descriptor = openSync(file, 'w');
    for (let n = from; n < Math.min(messages, from + perFile); n++) {
      const { values } = messageOf(n * POINTS_A_SITE, POINTS_A_SITE, plan);
      const ms = end - ((messages - n) * POINTS_A_SITE * 1_000) / BACKLOG_PER_SECOND;
      writeSync(descriptor, `${JSON.stringify({ at: new Date(ms).toISOString(), values })}\n`);
    }
    closeSync(descriptor);
  }
  return files;
}
