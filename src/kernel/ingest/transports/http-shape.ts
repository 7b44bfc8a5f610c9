import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';

export const PAGE_SIZE = 200;
export const MAX_PAGES = 1_000;

/** What an answer says of itself. */
export interface Shape {
  page: unknown;
  /** undefined: it speaks of no pages. */
  pages: number | undefined;
  /** How many items all pages hold together. */
  total: unknown;
  items: unknown[];
}

/** A full last page is followed by a look behind it: its ETag need not change when a further page appears. */
export function isLast({ pages, items }: Shape, page: number): boolean {
  if (items.length === 0) return true;
  return pages === undefined ? items.length !== PAGE_SIZE : page >= pages && items.length < PAGE_SIZE;
}

export const isRepeat = ({ items }: Shape, previous: Shape | null): boolean =>
  previous !== null && items.length > 0 && JSON.stringify(items) === JSON.stringify(previous.items);

export function checkPlace(shape: Shape | null, { page, path }: { page: number; path: string }): void {
  if (!shape) return;
  if (shape.page !== undefined && shape.page !== page)
    throw new SourceUnavailable(`GET ${path}: answered with page ${JSON.stringify(shape.page)}`);
  if (shape.pages !== undefined && !(Number.isInteger(shape.pages) && shape.pages >= 0))
    throw new SourceUnavailable(`GET ${path}: answered with ${JSON.stringify(shape.pages)} pages`);
}

/** What the paging needs to know; null when this is no page at all. */
export function shapeOf(stream: Stream, body: Buffer): Shape | null {
  try {
    const value = JSON.parse(body.toString());
    const items: unknown = stream.items === undefined ? value : value[stream.items];
    return Array.isArray(items)
      ? { page: value.page ?? undefined, pages: value.pages ?? undefined, total: value.total, items }
      : null;
  } catch {
    return null;
  }
}
