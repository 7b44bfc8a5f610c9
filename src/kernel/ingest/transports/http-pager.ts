import { SourceUnavailable } from '../../errors';
import type { Stream } from '../contract';
import type { Answer } from './http-client';
import type { Cursors, PageNumbers, Paging } from './http-contract';
import { checkPlace, isLast, isRepeat, PAGE_SIZE, shapeOf, type Shape } from './http-shape';

export const MAX_PAGES = 1_000;

/** What became known by reading one page. */
export interface Turn {
  /** null: it is no page at all. */
  shape: Shape | null;
  /** The path of the next page; null: this is the last one. */
  next: string | null;
  /** It is the page before once more: the source knows no pages, and the list ends here. */
  repeats: boolean;
}

/** Leads from the first page of a list to its last. */
export interface Pager {
  first: string;
  /** To be called before each request. Throws SourceUnavailable when the pages lead in a circle, or do not end. */
  enter(path: string): void;
  read(path: string, answer: Pick<Answer, 'body' | 'next'>): Turn;
}

interface Reached {
  path: string;
  /** How many pages were entered, this one included. */
  read: number;
  /** Items of the first page, when it was read in this walk. */
  perPage: number | undefined;
  previous: Shape | null;
  linked: string | null;
}

/** What one way of paging makes of a page; `pathOf` writes the path of another one. */
type Turning = (shape: Shape, reached: Reached) => Pick<Turn, 'next' | 'repeats'>;

/** @param query what is asked for beside the page: the ends of a window */
export function openPager(stream: Stream, query: Record<string, string> = {}): Pager {
  const paging = stream.paging ?? { type: 'page' };
  const pathOf = (asked: Record<string, string>) => {
    const { size = 'size', pageSize = PAGE_SIZE } = paging.type === 'none' ? {} : paging;
    const sized = paging.type === 'none' ? {} : { [size]: String(pageSize) };
    const all = new URLSearchParams({ ...query, ...asked, ...sized }).toString();
    return all ? `${stream.channel}${stream.channel.includes('?') ? '&' : '?'}${all}` : stream.channel;
  };
  const first = pathOf(paging.type === 'page' ? pageAsked(paging, 0) : {});
  const entered = new Set<string>();
  let previous: Shape | null = null;
  let perPage: number | undefined;
  return {
    first,
    enter(path) {
      if (entered.has(path))
        throw new SourceUnavailable(`GET ${path}: its pages lead back to where they were`);
      if (entered.size === MAX_PAGES)
        throw new SourceUnavailable(`GET ${stream.channel}: does not end after ${MAX_PAGES} pages`);
      entered.add(path);
    },
    read(path, { body, next: linked }) {
      const shape = shapeOf(stream, body, paging);
      if (!shape) return { shape, next: null, repeats: false };
      if (path === first) perPage = shape.items.length;
      const reached = { path, read: entered.size, perPage, previous, linked };
      previous = shape;
      return { shape, ...turning(paging, pathOf)(shape, reached) };
    },
  };
}

function turning(paging: Paging, pathOf: (asked: Record<string, string>) => string): Turning {
  switch (paging.type) {
    case 'none':
      return () => ({ next: null, repeats: false });
    case 'page':
      return byNumber(paging, pathOf);
    case 'cursor':
      return byCursor(paging, pathOf);
    case 'link':
      return (_, { linked }) => ({ next: linked, repeats: false });
  }
}

const pageAsked = ({ page = 'page', firstPage = 1 }: PageNumbers, read: number) => ({
  [page]: String(firstPage + read),
});

/**
 * An answer with `pages` is one of so many. One without is the whole list, unless it holds exactly as many items as were
 * asked for, or its total says that there are more: then the source may know no pages and answer with the same list again.
 */
const byNumber =
  (paging: PageNumbers, pathOf: (asked: Record<string, string>) => string): Turning =>
  (shape, { path, read, previous, perPage = shape.items.length }) => {
    const { pageSize: size = PAGE_SIZE, firstPage = 1 } = paging;
    checkPlace(shape, { page: firstPage + read - 1, path });
    if (isHollow(shape, read))
      throw new SourceUnavailable(`GET ${path}: answered without items, although it tells of some`);
    const repeats = isRepeat(shape, previous);
    if (repeats && shape.pages !== undefined && shape.pages >= read)
      throw new SourceUnavailable(`GET ${path}: answered with the items of page ${firstPage + read - 2}`);
    const last = repeats || isLast(shape, { read, size, perPage });
    return { repeats, next: last ? null : pathOf(pageAsked(paging, read)) };
  };

/** What it holds is not known then: to take it for the end would call a list whole that nobody has read. */
const isHollow = ({ items, pages, total }: Shape, read: number): boolean =>
  items.length === 0 && ((pages !== undefined && read < pages) || (read === 1 && Number(total) > 0));

/** Whether there is more, as sources write it. Any other word for yes would be taken for the end of the list. */
const MORE = new Map<unknown, boolean>([
  ...[true, 1, 'true', '1'].map((yes) => [yes, true] as const),
  ...[false, 0, 'false', '0'].map((no) => [no, false] as const),
]);

const told = (value: unknown): string => JSON.stringify(value).slice(0, 80);

const byCursor =
  ({ cursor = 'cursor', moreAt }: Cursors, pathOf: (asked: Record<string, string>) => string): Turning =>
  ({ next, more }, { path }) => {
    if (next !== undefined && typeof next !== 'string' && typeof next !== 'number')
      throw new SourceUnavailable(`GET ${path}: answered with the cursor ${told(next)}`);
    if (more !== undefined && !MORE.has(more))
      throw new SourceUnavailable(
        `GET ${path}: tells by ${told(more)}, and by no yes or no, whether there is more`,
      );
    const ends = next === undefined || next === '' || (moreAt !== undefined && MORE.get(more) !== true);
    return { repeats: false, next: ends ? null : pathOf({ [cursor]: String(next) }) };
  };
