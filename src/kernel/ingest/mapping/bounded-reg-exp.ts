import { createContext, Script } from 'node:vm';
import { RecordRejected } from '../../errors';

/** Longer ones are no field of a record. */
const MAX_TEXT = 10_000;
const WITHIN_MS = 50;
/** So short a text is through before a watchdog would be set up, whatever the pattern. */
const SHORT = 16;

const room = createContext({ pattern: null, text: null });
const search = new Script('pattern.exec(text)');

/**
 * The part of RegExp that JSONata uses, for texts that a source sent: a pattern that would go back and forth over one
 * for ever is stopped, and the record refused.
 */
export class BoundedRegExp {
  lastIndex = 0;
  private readonly pattern: RegExp;

  constructor(pattern: RegExp) {
    this.pattern = new RegExp(pattern);
  }

  exec(text: string): RegExpExecArray | null {
    if (text.length > MAX_TEXT)
      throw new RecordRejected(`a text of more than ${MAX_TEXT} characters is matched by no pattern`);
    this.pattern.lastIndex = this.lastIndex;
    const match = text.length <= SHORT ? this.pattern.exec(text) : this.watched(text);
    this.lastIndex = this.pattern.lastIndex;
    return match;
  }

  private watched(text: string): RegExpExecArray | null {
    Object.assign(room, { pattern: this.pattern, text });
    try {
      return search.runInContext(room, { timeout: WITHIN_MS }) as RegExpExecArray | null;
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      throw new RecordRejected(`the pattern ${this.pattern.source} takes longer than ${WITHIN_MS} ms`);
    }
  }
}
