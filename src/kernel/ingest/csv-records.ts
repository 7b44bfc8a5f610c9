import { parse } from 'csv-parse/sync';

export interface CsvRecord {
  cells: string[] | null;
  bytes: Buffer;
  /** So many lines stand before it. */
  at: number;
  /** It takes up so many. */
  lines: number;
  /** The place in the text just behind it. */
  end: number;
}

/** A quoted cell may hold line breaks; beyond this a quote is taken for one that was never closed. */
const MAX_LINES = 200;
const LF = 0x0a;
const QUOTE = 0x22;

/**
 * The records of a CSV text, the head line first, each with its own bytes. `cells` is null where a record is no CSV.
 * A quote that is never closed costs its own line and not the rest of the file. Works on bytes, since neither UTF-8
 * nor GB18030 uses the bytes of line feed, comma or quote inside another character.
 */
export function* csvRecords(
  bytes: Buffer,
  textOf: (bytes: Buffer) => string,
): Generator<CsvRecord, void, undefined> {
  let width: number | undefined;
  let before = 0;
  for (let at = 0; at < bytes.length;) {
    const line = endOfLine(bytes, at);
    const closed = endOfRecord(bytes, at);
    let cells = closed === null ? null : cellsOf(bytes.subarray(at, closed), textOf);
    // an open quote that the next open quote seems to close
    if (closed !== line && width !== undefined && cells?.length !== width) cells = null;
    const end = cells === null ? line : (closed ?? line);
    const lines = end === line ? 1 : countOf(bytes, at, end);
    if (cells === null || cells.length > 0) {
      yield { cells, bytes: withoutBreak(bytes.subarray(at, end)), at: before, lines, end };
      width ??= cells?.length;
    }
    before += lines;
    at = end;
  }
}

function countOf(bytes: Buffer, from: number, to: number): number {
  let lines = 0;
  for (let at = from; at < to; at = endOfLine(bytes, at)) lines++;
  return lines;
}

/** Just behind the line feed that ends the line. */
function endOfLine(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(LF, at);
  return end === -1 ? bytes.length : end + 1;
}

/** Just behind the line in which as many quotes were opened as closed. */
function endOfRecord(bytes: Buffer, at: number): number | null {
  let quotes = 0;
  let from = at;
  for (let lines = 0; lines < MAX_LINES && from < bytes.length; lines++) {
    const end = endOfLine(bytes, from);
    for (let i = from; i < end; i++) if (bytes[i] === QUOTE) quotes++;
    if (quotes % 2 === 0) return end;
    from = end;
  }
  return null;
}

/** Empty for a blank line, null for what is not one record. */
function cellsOf(bytes: Buffer, textOf: (bytes: Buffer) => string): string[] | null {
  try {
    const text = textOf(withoutBreak(bytes));
    if (text.trim() === '') return [];
    const records: string[][] = parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] });
    return records.length === 1 ? records[0]! : null;
  } catch {
    return null;
  }
}

function withoutBreak(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === LF || bytes[end - 1] === 0x0d)) end--;
  return bytes.subarray(0, end);
}
