import { lookFirst } from '../src/kernel/ingest/look-first';
import type { Store } from '../src/kernel/ingest/store';
import { eventually, openTestStore, type TestStore } from './support/ingest';

const HOUR_MS = 3_600_000;
const time = { ms: Date.parse('2026-03-01T10:00:00Z') };
const clock = { now: () => new Date(time.ms) };

describe('when time leaps', () => {
  let order: string[];
  const store = {
    page: async () => void order.push('page'),
    commit: async () => void order.push('commit'),
  } as unknown as Store;
  const page = { source: { id: 's', rhythmSeconds: 10 }, records: [], heardAt: null };

  beforeEach(() => (order = []));

  it('what is stored waits for one look, and only then', async () => {
    const first = lookFirst({ store, clock, look: async () => void order.push('look') });
    await first.store.commit(async () => ({ result: null }));
    time.ms += 4_000;
    await first.store.page(page);
    time.ms += HOUR_MS;
    await Promise.all([first.store.page(page), first.store.commit(async () => ({ result: null }))]);
    expect(order).toEqual(['look', 'commit', 'page', 'look', 'page', 'commit']);
  });

  it('a look that began before is not enough', async () => {
    let end = () => undefined as void;
    const look = () => {
      order.push(`look at ${new Date(time.ms).toISOString().slice(11, 16)}`);
      return new Promise<void>((resolve) => (end = resolve));
    };
    const first = lookFirst({ store, clock, look });
    time.ms = Date.parse('2026-03-01T10:00:00Z');
    void first.look();
    time.ms += HOUR_MS;
    const stored = first.store.page(page);
    await new Promise(setImmediate);
    end();
    await new Promise(setImmediate);
    end();
    await stored;
    expect(order).toEqual(['look at 10:00', 'look at 11:00', 'page']);
  });

  it('nothing is stored while the sources cannot be looked at', async () => {
    let fails = true;
    const look = async () => {
      if (fails) throw new Error('away');
    };
    const first = lookFirst({ store, clock, look });
    await expect(first.store.page(page)).rejects.toThrow('away');
    expect(order).toEqual([]);
    fails = false;
    await first.store.page(page);
    expect(order).toEqual(['page']);
  });
});

describe('a hub that slept', () => {
  let hub: TestStore;
  beforeEach(async () => (hub = await openTestStore({ clock })));
  afterEach(() => hub.close());

  it('knows the silence of its sources before it does anything else', async () => {
    const { commit } = await hub.start([{ name: 'probe-files', transport: 'files', address: '/nowhere' }]);
    const source = { id: 'probe-files', rhythmSeconds: 60 };
    await hub.store.page({ source, records: [], heardAt: clock.now() });
    const silences = async () =>
      (await hub.database.query('select source from hub.source_silence where "to" is null')).length;
    await eventually(async () => expect(await silences()).toBe(0));
    time.ms += 50 * HOUR_MS;
    const known = await commit(async (tx) => ({
      result: await tx.query('select source from hub.source_silence where "to" is null'),
    }));
    expect(known).toEqual([{ source: 'probe-files' }]);
  });
});
