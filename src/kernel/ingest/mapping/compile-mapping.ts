import jsonata from 'jsonata';
import { RecordRejected } from '../../errors';
import type { Mapping } from '../contract';
import { BoundedRegExp } from './bounded-reg-exp';
import { distinct } from './distinct';
import { forbiddenIn } from './forbidden-functions';

/** What one item may take. The expression is the city's own; what it works on is whatever a source sends. */
const LIMITS = { timeout: 1_000, stack: 500, sequence: 100_000 };
const MAX_RESULT = 16 * 1024 * 1024;
const MAX_PADDING = 1_000;

/** An expression that is none; `line` and `column` count from 1, in its own text. */
export class WrongMapping extends Error {
  constructor(
    message: string,
    readonly line: number,
    readonly column: number,
  ) {
    super(message);
  }
}

/**
 * Reads a JSONata expression. `$` is the item as it came, `$channel` its topic, path or file, `$receivedAt` when the hub
 * got it. Nothing at all is refused, `[]` says that an item holds no record. Throws WrongMapping.
 */
export function compileMapping(text: string): Mapping {
  const expression = parse(text);
  return async (item, { channel, receivedAt }) => {
    const bindings = { channel, receivedAt: receivedAt.toISOString() };
    const result: unknown = await expression.evaluate(item, bindings).catch((error: jsonata.JsonataError) => {
      throw new RecordRejected(`mapping: ${reasonOf(error)}`);
    });
    if (result === undefined) throw new RecordRejected('mapping: gives nothing for it');
    const plain = plainOf(result);
    return Array.isArray(plain) ? (plain as unknown[]) : [plain];
  };
}

/** JSONata says that something is no function, and not what. */
const reasonOf = ({ code, token, message }: jsonata.JsonataError): string =>
  code === 'T1006' && token ? `$${token} is no function` : message;

function parse(text: string): jsonata.Expression {
  const options = { ...LIMITS, RegexEngine: BoundedRegExp as unknown as RegExpConstructor };
  let expression: jsonata.Expression;
  try {
    expression = jsonata(text, options);
  } catch (error) {
    const { message, position = 0 } = error as jsonata.JsonataError;
    throw wrongAt(text, position, message);
  }
  const forbidden = forbiddenIn(expression.ast());
  if (forbidden) throw wrongAt(text, forbidden.position, forbidden.message);
  expression.registerFunction('pad', pad, '<s-ns?:s>');
  expression.registerFunction('distinct', distinct, '<x:x>');
  return expression;
}

function wrongAt(text: string, position: number, message: string): WrongMapping {
  const before = text.slice(0, position).split('\n');
  return new WrongMapping(message, before.length, before.at(-1)!.length + 1);
}

/** JSONata's own makes a text as long as an input says. */
function pad(text: string | undefined, width: number, sign = ' '): string | undefined {
  if (text === undefined) return undefined;
  if (Math.abs(width) > MAX_PADDING)
    throw new RecordRejected(`pad: ${width} is more than ${MAX_PADDING} characters`);
  const missing = Math.abs(width) - [...text].length;
  const filling = missing > 0 ? [...(sign || ' ').repeat(missing)].slice(0, missing).join('') : '';
  return width < 0 ? filling + text : text + filling;
}

/** Data and nothing else: no functions, no lists that are more than lists. */
function plainOf(result: unknown): unknown {
  const text = textOf(result);
  if (text === undefined) throw new RecordRejected('mapping: gives a function, or what leads back to itself');
  if (text.length > MAX_RESULT)
    throw new RecordRejected(`mapping: gives more than ${MAX_RESULT / 1024 / 1024} MiB`);
  return JSON.parse(text);
}

function textOf(result: unknown): string | undefined {
  try {
    return JSON.stringify(result);
  } catch {
    return undefined;
  }
}
