import { encode } from 'iconv-lite';
import { z } from 'zod';
import { defineConnector, stream, type Stream, type StreamBinding } from '../src/kernel/ingest/contract';
import { httpTransport } from '../src/kernel/ingest/transports/http';
import { nextLink } from '../src/kernel/ingest/transports/http-link';
import { startHttpSource, type HttpSource } from './support/http-source';
import { memoryIntake } from './support/memory-intake';

const item = z.object({ id: z.number() });
const things: Stream = stream({
  ...{ name: 'things', channel: 'v1/things', format: 'json', items: 'items', record: item, map: () => ({}) },
});
const connector = defineConnector({
  ...{ name: 'vendor', subgraph: 'x', owner: 'x', transport: 'http', rhythmSeconds: 0.01, streams: [things] },
});

let source: HttpSource;
beforeEach(async () => void (source = await startHttpSource()));
afterEach(() => source.close());

const held = (count: number) => Array.from({ length: count }, (_, i) => ({ id: i }));
const read = async (binding: StreamBinding, options: { sound?: number; intake?: Reader } = {}) => {
  const reader = options.intake ?? open(binding);
  await reader.read(httpTransport, options.sound);
  return reader;
};
const open = (binding: StreamBinding) =>
  memoryIntake(connector, { address: `${source.address}/api`, streams: { things: binding } });
type Reader = ReturnType<typeof open>;
const ids = ({ records }: Reader) =>
  records.map(({ raw, refused }) =>
    refused === null ? (JSON.parse(String(raw())) as { id: number }).id : refused,
  );
const paths = () => source.asked.map(({ url }) => url.replace('/api/v1/things', ''));
const all = (count: number) => held(count).map(({ id }) => id);

describe('by cursor', () => {
  const paging = {
    type: 'cursor',
    cursor: 'after',
    nextAt: 'meta.next',
    size: 'limit',
    pageSize: 100,
  } as const;
  const answerPages = (count: number, more: (page: object, last: boolean) => object = (page) => page) => {
    source.answer = (_, response, url) => {
      const from = Number(url.searchParams.get('after') ?? 0);
      const [items, last] = [held(count).slice(from, from + 100), from + 100 >= count];
      response.end(JSON.stringify(more({ items, meta: { next: last ? null : String(from + 100) } }, last)));
    };
  };

  test.each([0, 99, 100, 250])('a list of %i is read to its end', async (count) => {
    answerPages(count);
    const reader = await read({ paging });
    expect(ids(reader)).toEqual(all(count));
    expect(reader.failures).toEqual([]);
  });

  test('a cursor of 64 bits is asked for with all its digits', async () => {
    source.answer = (_, response, url) => {
      const after = url.searchParams.get('after');
      if (after) return void response.end('{"items":[{"id":2}],"meta":{}}');
      response.end('{"items":[{"id":1}],"meta":{"next":1234567890123456789}}');
    };
    await read({ paging });
    expect(paths().at(-1)).toContain('after=1234567890123456789');
  });

  test('each page is asked for behind the one before', async () => {
    answerPages(250);
    await read({ paging });
    expect(paths().slice(0, 3)).toEqual(['?limit=100', '?after=100&limit=100', '?after=200&limit=100']);
  });

  test('a last page may repeat its cursor where another property says that it is the last', async () => {
    answerPages(150, (page, last) => ({ ...page, meta: { next: '100', more: !last } }));
    const reader = await read({ paging: { ...paging, moreAt: 'meta.more' } });
    expect(ids(reader)).toEqual(all(150));
  });

  test.each([
    ['1 and 0', 1, 0],
    ['words', 'true', 'false'],
  ])('it may say so in %s', async (_, yes, no) => {
    source.answer = (_, response, url) => {
      const from = Number(url.searchParams.get('after') ?? 0);
      const last = from + 100 >= 250;
      const meta = { next: String(last ? from : from + 100), more: last ? no : yes };
      response.end(JSON.stringify({ items: held(250).slice(from, from + 100), meta }));
    };
    const reader = await read({ paging: { ...paging, moreAt: 'meta.more' } });
    expect(ids(reader)).toEqual(all(250));
    expect(reader.failures).toEqual([]);
  });

  test('another word for yes is not taken for the end', async () => {
    answerPages(150, (page, last) => ({ ...page, meta: { next: '100', more: last ? '否' : '是' } }));
    const reader = await read({ paging: { ...paging, moreAt: 'meta.more' } });
    expect(reader.failures[0]).toContain('tells by "是", and by no yes or no, whether there is more');
  });

  test('a cursor that repeats is said to, and what was read is kept', async () => {
    answerPages(150, (page) => ({ ...page, meta: { next: '100' } }));
    const reader = await read({ paging });
    expect(ids(reader)).toEqual(all(150));
    expect(reader.failures).toEqual([
      'GET v1/things?after=100&limit=100: its pages lead back to where they were',
    ]);
  });

  test('a chain that never ends is given up', async () => {
    let page = 0;
    source.answer = (_, response) => void response.end(JSON.stringify({ items: [], meta: { next: ++page } }));
    const reader = await read({ paging });
    expect(reader.failures).toEqual(['GET v1/things: does not end after 1000 pages']);
    expect(page).toBe(1_000);
  });

  test('what is no cursor is said to be none', async () => {
    answerPages(150, (page) => ({ ...page, meta: { next: { id: 1 } } }));
    expect((await read({ paging })).failures[0]).toContain('answered with the cursor {"id":1}');
  });

  test('a window is read by cursor too, and its checkpoint moves with the last page', async () => {
    answerPages(250);
    const window = { from: 'since', to: 'until', overlapSeconds: 60, firstSpanSeconds: 3_600 };
    const reader = await read({ paging, window });
    expect(ids(reader)).toEqual(all(250));
    expect(paths()[1]).toMatch(/^\?since=[^&]+&until=[^&]+&after=100&limit=100$/);
    expect(JSON.parse(reader.intake.checkpoint!)).toEqual({ things: { upTo: expect.any(String) } });
  });
});

describe('by the header Link', () => {
  const linked = (next: (page: number) => string | null) => {
    source.answer = (_, response, url) => {
      const page = Number(url.searchParams.get('p') ?? 0);
      const link = next(page);
      if (link) response.setHeader('link', `<${source.address}/>; rel="index", <${link}>; rel="next last"`);
      response.end(JSON.stringify({ items: [{ id: page }] }));
    };
  };
  const paging = { type: 'link', size: 'per_page', pageSize: 50 } as const;

  test.each<[string, (page: number) => string]>([
    ['whole', (page) => `${source.address}/api/v1/things?p=${page + 1}&per_page=50`],
    ['relative', (page) => `?p=${page + 1}`],
    ['absolute within the host', (page) => `/api/v1/things?p=${page + 1}`],
  ])('%s addresses are followed to the last', async (_, next) => {
    linked((page) => (page < 3 ? next(page) : null));
    const reader = await read({ paging });
    expect(ids(reader)).toEqual([0, 1, 2, 3]);
    expect(paths()[0]).toBe('?per_page=50');
  });

  test.each([
    ['another host', 'http://127.0.0.2:1/api/v1/things?p=1'],
    ['metadata', 'http://169.254.169.254/latest'],
    ['beside the address', '/other'],
    ['above the address', '/api/../other'],
    ['another protocol', 'file:///etc/passwd'],
    ['no address', 'http://['],
  ])('one that leads to %s is not followed', async (_, next) => {
    linked(() => next);
    const reader = await read({ paging });
    expect(reader.failures[0]).toContain('GET /api/v1/things?per_page=50: the next page that it names');
    expect(source.asked).toHaveLength(1);
  });

  test('a circle is left', async () => {
    linked((page) => `?p=${(page + 1) % 3}&x`);
    expect((await read({ paging })).failures[0]).toContain('lead back to where they were');
  });

  test.each([
    ['<a>; rel=next', 'a'],
    ['<a>; rel="prev", <b>; title="x, <c>; rel=next"; rel="next"', 'b'],
    ['<a?x=1,2>; REL=Next', 'a?x=1,2'],
    ['<a> ; title ; rel = "prev next"', 'a'],
    ['<a>; title="x; rel=prev \\"; rel=last"; rel=next', 'a'],
    ['<a>; rel=prev; rel=next', null],
    ['<a>; rel=nextish', null],
    ['a; rel=next', null],
    ['', null],
  ])('the header %j names %j', (header, next) => expect(nextLink(header)).toBe(next));
});

describe('by page number', () => {
  const numbered = (count: number, answered: (url: URL) => { page: number; size: number }, rest = {}) => {
    source.answer = (_, response, url) => {
      const { page, size } = answered(url);
      const rows = held(count).slice(page * size, (page + 1) * size);
      response.end(JSON.stringify({ code: 0, data: { rows, ...rest } }));
    };
  };

  test('with the words, the first number and the places of the source', async () => {
    const paging = { type: 'page', page: 'pageNum', size: 'pageSize', pageSize: 50, firstPage: 0 } as const;
    const number = (url: URL) => Number(url.searchParams.get('pageNum'));
    numbered(120, (url) => ({ page: number(url), size: 50 }), { pages: 3, current: undefined });
    const reader = await read({ items: 'data.rows', paging: { ...paging, pagesAt: 'data.pages' } });
    expect(ids(reader)).toEqual(all(120));
    expect(paths().slice(0, 3)).toEqual([0, 1, 2].map((n) => `?pageNum=${n}&pageSize=50`));
    expect(reader.failures).toEqual([]);
  });

  test('a source that gives fewer than it was asked for is read to its total', async () => {
    numbered(120, (url) => ({ page: Number(url.searchParams.get('page')) - 1, size: 50 }), { total: 120 });
    const reader = await read({ items: 'data.rows', paging: { type: 'page', totalAt: 'data.total' } });
    expect(ids(reader)).toEqual(all(120));
    expect(paths()).toHaveLength(3);
  });

  test('a source that gives fewer, and writes its numbers as texts, is read to its total', async () => {
    source.answer = (_, response, url) => {
      const page = Number(url.searchParams.get('page'));
      const items = held(120).slice((page - 1) * 50, page * 50);
      response.end(JSON.stringify({ page: String(page), total: '120', items }));
    };
    const reader = await read({});
    expect(ids(reader)).toEqual(all(120));
    expect(reader.failures).toEqual([]);
  });

  test('an item that is nested without reason does not hide the pages around it', async () => {
    source.answer = (_, response, url) => {
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
      const page = Number(url.searchParams.get('page'));
      response.end(`{"pages":3,"items":[{"id":${page}},{"id":${deep}}]}`);
    };
    const reader = await read({});
    expect(ids(reader).filter((id) => typeof id === 'number')).toEqual([1, 2, 3]);
  });

  test('a page in GB18030 is read on behind its end', async () => {
    // 乗 is 0x81 0x5C in GBK: read as UTF-8 its second byte escapes the quote behind it
    source.answer = (_, response, url) => {
      const page = Number(url.searchParams.get('page'));
      response.end(
        encode(JSON.stringify({ 名: '乗', page, pages: 2, items: [{ id: page, 名: '乗' }] }), 'gb18030'),
      );
    };
    const reader = await read({ charset: 'gb18030' });
    expect(reader.records.map(({ refused }) => refused)).toEqual([null, null]);
  });
});

test('a list without pages is asked for as it is', async () => {
  source.answer = (_, response) => void response.end(JSON.stringify(held(200)));
  const reader = await read({ items: null, paging: { type: 'none' }, channel: 'v1/things?kind=a' });
  expect(paths()).toEqual(['?kind=a']);
  expect(reader.records).toHaveLength(200);
});

describe('what has not changed', () => {
  const OLD = 'Sun, 01 Mar 2026 00:00:00 GMT';
  let modified: string;
  const answering = (headers: () => Record<string, string>) => {
    source.answer = (asked, response, url) => {
      const since = asked.headers['if-modified-since'];
      if (since === modified) return void response.writeHead(304, headers()).end();
      const page = Number(url.searchParams.get('page'));
      response.writeHead(200, headers()).end(JSON.stringify({ page, pages: 2, items: [{ id: page }] }));
    };
  };
  beforeEach(() => void (modified = OLD));

  test('is asked for by the time of the last change, where there is no ETag', async () => {
    answering(() => ({ 'last-modified': modified }));
    const reader = await read({}, { sound: 3 });
    expect(reader.records).toHaveLength(2);
    modified = 'Sun, 01 Mar 2026 00:00:01 GMT';
    await read({}, { intake: reader });
    expect(reader.records).toHaveLength(4);
  });

  test('is not when the page was read in the second of its change, or the source tells no time', async () => {
    answering(() => ({ 'last-modified': modified, date: modified }));
    expect((await read({}, { sound: 2 })).records.length).toBeGreaterThanOrEqual(4);
    source.answer = (_, response) => {
      response.sendDate = false;
      response.setHeader('last-modified', modified).end('{"items":[]}');
    };
    await read({}, { sound: 2 });
    expect(source.asked.filter(({ headers }) => 'if-modified-since' in headers)).toEqual([]);
  });

  test('holds for that page alone, and not when its pages are cut in another way', async () => {
    answering(() => ({ 'last-modified': modified }));
    const reader = await read({});
    const cut = open({ paging: { type: 'page', pageSize: 10 } });
    await cut.intake.take([], { checkpoint: () => reader.intake.checkpoint! });
    await read({}, { intake: cut });
    expect(cut.records).toHaveLength(2);
  });

  test('a 304 to what was never asked for is no answer', async () => {
    source.answer = (_, response) => void response.writeHead(304).end();
    expect((await read({})).failures[0]).toContain('answered 304 to what was never read');
  });
});
