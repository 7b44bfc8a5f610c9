import { SourceUnavailable } from '../../errors';
import { decodeText } from '../charset';
import { parseExact } from '../exact-json';
import { valueAt } from '../json-records';
import type { Stream } from '../contract';
import type { Paging } from './http-contract';

export const PAGE_SIZE = 200;

/** What an answer says of itself. */
export interface Shape {
  page: unknown;
  /** undefined: it speaks of no pages. */
  pages: number | undefined;
  /** How many items all pages hold together. */
  total: unknown;
  /** The cursor of the next page. */
  next: unknown;
  /** Whether there is one, for those that say so. */
  more: unknown;
  items: unknown[];
}

interface Place {
  /** How many pages were read, this one included. */
  read: number;
  /** Items that were asked for. */
  size: number;
  /** Items of the first page: a source may give fewer than it is asked for. */
  perPage: number;
}

/** Some write their numbers as texts. */
const numberIn = (told: unknown): unknown =>
  typeof told === 'string' && /^\d+$/.test(told) ? Number(told) : told;

/** A full last page is followed by a look behind it: its ETag need not change when a further page appears. */
export function isLast({ pages, total, items }: Shape, { read, size, perPage }: Place): boolean {
  if (items.length === 0) return true;
  if (pages !== undefined) return read >= pages && items.length < size;
  if (Number.isInteger(total)) return read * perPage >= (total as number) && items.length !== size;
  return items.length !== size;
}

export function isRepeat({ items }: Shape, previous: Shape | null): boolean {
  try {
    return previous !== null && items.length > 0 && JSON.stringify(items) === JSON.stringify(previous.items);
  } catch {
    // nested too deeply to be written: for its records to be refused
    return false;
  }
}

export function checkPlace(shape: Shape | null, { page, path }: { page: number; path: string }): void {
  if (!shape) return;
  if (shape.page !== undefined && shape.page !== page)
    throw new SourceUnavailable(`GET ${path}: answered with page ${JSON.stringify(shape.page)}`);
  if (shape.pages !== undefined && !(Number.isInteger(shape.pages) && shape.pages >= 0))
    throw new SourceUnavailable(`GET ${path}: answered with ${JSON.stringify(shape.pages)} pages`);
}

/** What the paging needs to know; null when this is no page at all, or not text of the stream's charset. */
export function shapeOf(stream: Stream, body: Buffer, paging: Paging): Shape | null {
  try {
    const value: unknown = parseExact(decodeText(stream, body));
    const items = stream.items === undefined ? value : valueAt(value, stream.items);
    if (!Array.isArray(items)) return null;
    const told = (path: string) => valueAt(value, path) ?? undefined;
    const { pageAt = 'page', pagesAt = 'pages', totalAt = 'total' } = paging.type === 'page' ? paging : {};
    const { nextAt = 'next', moreAt } = paging.type === 'cursor' ? paging : {};
    return {
      ...{ page: numberIn(told(pageAt)), pages: numberIn(told(pagesAt)) as number | undefined },
      ...{ total: numberIn(told(totalAt)), items },
      ...{ next: told(nextAt), more: moreAt && told(moreAt) },
    };
  } catch {
    return null;
  }
}
