import { systemClock } from '../src/kernel/clock';
import type { OpenedDatabase } from '../src/kernel/database/open-database';
import type { EventDraft, LoggedEvent } from '../src/kernel/events/event';
import { publish } from '../src/kernel/events/log';
import { matches } from '../src/kernel/events/matches';
import { openEvents, type Events } from '../src/kernel/events/open-events';
import { selectEvents } from '../src/kernel/events/select';
import { trimLog } from '../src/kernel/events/trim';
import type { LogFilter } from '../src/kernel/graphql/context';
import { resume } from './faults/resume';
import { makeSerial, publishSerial } from './faults/serial-log';
import { openTestDatabase } from './support/database';

const all: LogFilter = { topics: ['t'] };
const draft = (n: number, more: Partial<EventDraft> = {}): EventDraft => ({
  topic: 't',
  at: new Date('2026-03-01T00:00:00Z'),
  payload: { n },
  ...more,
});

let opened: OpenedDatabase;
let events: Events;
const log = { warn: () => undefined };
const open = () => openEvents({ ...opened, clock: systemClock, log });

beforeEach(async () => {
  opened = await openTestDatabase();
  events = await open();
});
afterEach(async () => {
  await events.close();
  await opened.close();
});

const write = (...drafts: EventDraft[]) => opened.database.transaction((tx) => events.publish(tx, drafts));
const numbers = (list: LoggedEvent[]) => list.map(({ payload }) => payload.n);

async function take(iterator: AsyncIterator<LoggedEvent>, count: number): Promise<LoggedEvent[]> {
  const taken: LoggedEvent[] = [];
  while (taken.length < count) {
    const { value, done } = await iterator.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

describe('the log', () => {
  it('has no gap and is in order of commits under 8 writers', async () => {
    const result = await resume({ opened, changes: 400, cuts: 0, seed: 1, writers: 8 });
    expect(result).toEqual({ written: 400, cuts: 0, duplicates: 0, lost: 0, outOfOrder: 0 });
    const rows = await opened.database.query('select min(seq), max(seq), count(*)::int from hub.event');
    expect(rows).toEqual([{ min: 1, max: 400, count: 400 }]);
  });

  it('gives no number to what is rolled back', async () => {
    await write(draft(1));
    const failed = opened.database.transaction(async (tx) => {
      await events.publish(tx, [draft(2)]);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await write(draft(3), draft(4))).toEqual([2, 3]);
  });

  it('goes on counting after everything was trimmed', async () => {
    await write(draft(1), draft(2));
    const future = new Date(Date.now() + 60_000);
    expect(await opened.database.transaction((tx) => trimLog(tx, future))).toBe(2);
    expect(await opened.database.transaction((tx) => trimLog(tx, future))).toBe(0);
    expect(await write(draft(3))).toEqual([3]);
  });
});

describe('a cut client', () => {
  it('receives each change once and in order', async () => {
    const result = await resume({ opened, changes: 500, cuts: 60, seed: 7 });
    expect(result).toMatchObject({ written: 500, lost: 0, outOfOrder: 0 });
    expect(result.duplicates).toBeGreaterThan(0);
  });

  it('loses some when numbers are given before the commit: the checker can fail', async () => {
    const { databaseUrl } = (opened as unknown as { settings: { databaseUrl: string } }).settings;
    await makeSerial(databaseUrl);
    const result = await resume({
      opened,
      changes: 500,
      cuts: 5,
      seed: 7,
      writers: 8,
      publish: publishSerial,
    });
    expect(result.lost).toBeGreaterThan(0);
  });

  it('gets everything though the listening connection is cut', async () => {
    const iterator = await events.reader.subscribe(all, null);
    await opened.database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid <> pg_backend_pid() and datname = current_database() and query like 'listen%'`,
    );
    await write(draft(1), draft(2));
    expect(numbers(await take(iterator, 2))).toEqual([1, 2]);
    await iterator.return!();
  });
});

describe('a hub that is never notified', () => {
  it('hears of everything all the same, by its poll', async () => {
    const deaf = await openEvents({
      database: opened.database,
      listen: async () => async () => undefined,
      clock: systemClock,
      log,
    });
    const iterator = await deaf.reader.subscribe(all, null);
    await write(draft(1), draft(2));
    expect(numbers(await take(iterator, 2))).toEqual([1, 2]);
    await deaf.close();
  });
});

describe('following', () => {
  it('replays after the cursor and goes live without a seam', async () => {
    const [, second] = await write(draft(1), draft(2), draft(3));
    const iterator = events.reader.follow(all, events.cursors.encodeSeq(second!));
    await write(draft(4));
    expect(numbers(await take(iterator, 2))).toEqual([3, 4]);
    const live = iterator.next();
    await write(draft(5));
    expect((await live).value.payload.n).toBe(5);
    await iterator.return!();
  });

  it('without a cursor begins now, also when nobody asks at once', async () => {
    await write(draft(1));
    const iterator = await events.reader.subscribe(all, null);
    await write(draft(2));
    expect(numbers(await take(iterator, 1))).toEqual([2]);
    await iterator.return!();
  });

  it('a slow reader that the ring has left behind reads the table, and costs the quick one nothing', async () => {
    const slow = await events.reader.subscribe(all, null);
    const quick = await events.reader.subscribe(all, null);
    for (let page = 0; page < 12; page++)
      await write(...Array.from({ length: 1_000 }, (_, index) => draft(page * 1_000 + index)));
    expect(await take(quick, 12_000)).toHaveLength(12_000);
    expect(numbers(await take(slow, 12_000))).toEqual(Array.from({ length: 12_000 }, (_, index) => index));
    await Promise.all([slow.return!(), quick.return!()]);
  });

  it('ends a waiting reader on return and on close', async () => {
    const [one, other] = [events.reader.follow(all, null), events.reader.follow(all, null)];
    const waiting = [one.next(), other.next()];
    await one.return!();
    expect(await waiting[0]).toEqual({ value: undefined, done: true });
    await events.close();
    expect(await waiting[1]).toEqual({ value: undefined, done: true });
    events = await open();
  });

  it('sees what another replica writes', async () => {
    const other = await open();
    const iterator = await other.reader.subscribe(all, null);
    await write(draft(1));
    expect(numbers(await take(iterator, 1))).toEqual([1]);
    await other.close();
  });
});

describe('cursors', () => {
  it('forged, cut short or of another list are BAD_USER_INPUT and name the argument', async () => {
    const { cursors, reader } = events;
    const good = cursors.encodeSeq(0);
    const key = cursors.encodeKey('enterprises by name', ['a', 1, null]);
    expect(cursors.decodeKey('enterprises by name', 'after', key)).toEqual(['a', 1, null]);
    const bad = [
      good.slice(0, -1),
      `${good}A`,
      `A${good.slice(1)}`,
      `${good}=`,
      `${good}!`,
      '',
      'x'.repeat(10_000),
      key,
    ];
    for (const cursor of bad) {
      const refused = { extensions: { code: 'BAD_USER_INPUT', argument: 'after' } };
      expect(() => reader.follow(all, cursor)).toThrow(expect.objectContaining(refused));
      await expect(reader.subscribe(all, cursor)).rejects.toMatchObject(refused);
    }
    for (const cursor of [good, key])
      expect(() => cursors.decodeKey('enterprises by level', 'after', cursor)).toThrow('after:');
  });

  it('of another log, ahead of the head or trimmed are RESYNC_REQUIRED', async () => {
    await write(draft(1), draft(2), draft(3));
    const { cursors, reader } = events;
    const resync = { extensions: { code: 'RESYNC_REQUIRED' } };
    const ahead = cursors.encodeSeq(4);
    await expect(reader.subscribe(all, ahead)).rejects.toMatchObject(resync);
    await expect(reader.page(opened.database, all, { after: ahead, first: 5 })).rejects.toMatchObject(resync);
    await expect(reader.follow(all, ahead).next()).rejects.toMatchObject(resync);

    const old = cursors.encodeSeq(1);
    await opened.database.query(`update hub.event set written_at = now() - interval '5 days' where seq < 3`);
    await opened.database.transaction((tx) => trimLog(tx, new Date(Date.now() - 96 * 3_600_000)));
    await expect(reader.subscribe(all, old)).rejects.toMatchObject(resync);
    await expect(reader.page(opened.database, all, { after: old, first: 5 })).rejects.toMatchObject(resync);
    await expect(reader.follow(all, old).next()).rejects.toMatchObject(resync);
    const { events: kept } = await reader.page(opened.database, all, { after: null, first: 5 });
    expect(numbers(kept)).toEqual([3]);

    await opened.database.query(`update hub.event_log set epoch = 'other'`);
    const restored = await open();
    expect(() => restored.reader.follow(all, old)).toThrow(expect.objectContaining(resync));
    await restored.close();
  });
});

describe('pages and filters', () => {
  const spread = Array.from({ length: 120 }, (_, n) =>
    draft(n, {
      topic: n % 7 ? 't' : 'other',
      division: n % 3 ? ['140781', '140781100', '1401', null][n % 4] : null,
      uscc: n % 5 ? `F${n % 4}` : null,
      industry: ['COAL_MINE', 'HAZMAT', null][n % 3],
      committee: n % 2 ? 'c1' : null,
      rank: n % 6 ? n % 5 : null,
      direction: (['UP', 'DOWN', null] as const)[n % 3],
    }),
  );
  const filters: LogFilter[] = [
    all,
    { topics: ['t', 'other'] },
    { topics: ['t'], division: '1407' },
    { topics: ['t'], division: '140781100', direction: 'UP' },
    { topics: ['t'], uscc: ['F1', 'F2'], minRank: 3 },
    { topics: ['t'], industry: ['HAZMAT'], committee: 'c1' },
    { topics: ['t'], direction: 'DOWN', uscc: [] },
    { topics: ['t'], where: ({ payload }) => Number(payload.n) % 10 === 3 },
  ];

  it('select the same in SQL and in memory', async () => {
    await write(...spread);
    const { events: logged } = await selectEvents(opened.database, null, { after: null, limit: 1_000 });
    expect(logged).toHaveLength(120);
    for (const filter of filters) {
      const { events: found } = await events.reader.page(opened.database, filter, {
        after: null,
        first: 500,
      });
      expect(numbers(found)).toEqual(numbers(logged.filter((event) => matches(filter, event))));
    }
  });

  it.each(filters.map((filter, index) => [index, filter] as const))(
    'walk through everything (%i)',
    async (_, filter) => {
      await write(...spread);
      const { events: whole } = await events.reader.page(opened.database, filter, {
        after: null,
        first: 500,
      });
      const walked: LoggedEvent[] = [];
      let after: string | null = null;
      for (let more = true; more;) {
        const page: Awaited<ReturnType<Events['reader']['page']>> = await events.reader.page(
          opened.database,
          filter,
          { after, first: 7 },
        );
        expect(page.events.length).toBeLessThanOrEqual(7);
        walked.push(...page.events);
        after = page.covered;
        more = page.hasNextPage;
      }
      expect(numbers(walked)).toEqual(numbers(whole));
      expect(after).toBe(events.cursors.encodeSeq(120));
    },
  );
});

describe('publish', () => {
  it('keeps each field as it was', async () => {
    const given = draft(1, {
      division: '140781',
      uscc: 'F1',
      rank: 4,
      direction: 'UP',
      payload: { 汉: '字', deep: [null] },
    });
    await opened.database.transaction((tx) => publish(tx, [given]));
    const [event] = (await events.reader.page(opened.database, all, { after: null, first: 1 })).events;
    expect(event).toEqual({ industry: null, committee: null, left: null, ...given, seq: 1 });
  });
});
