import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Bytes of buffers that somebody in this process still holds; earlier test files of the worker may be among them. */
export function heldBuffers(): number {
  collectGarbage();
  return process.memoryUsage().arrayBuffers;
}
