import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { encode } from 'iconv-lite';
import { matchesName } from '../src/kernel/ingest/transports/files-name';
import { eventually, openTestStore, sourceRow, type TestStore } from './support/ingest';

let hub: TestStore;
let folder: string;
const SOURCE = 'probe-files';

beforeEach(async () => {
  hub = await openTestStore();
  folder = mkdtempSync(join(tmpdir(), 'hub-drop-'));
});
afterEach(async () => {
  await hub.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = () => hub.start([{ name: SOURCE, transport: 'files', address: folder, settleSeconds: 0.1 }]);
const lines = (count: number, level = 1, at = '2026-03-01T00:00:00Z') =>
  ['id,uscc,level,at', ...Array.from({ length: count }, (_, i) => `t${i},汾河${i},${level},${at}`)].join(
    '\r\n',
  );
const drop = (name: string, text: string, charset = 'gb18030') =>
  writeFileSync(join(folder, name), encode(text, charset));
const there = (...path: string[]) => existsSync(join(folder, ...path));
const tank = async (id: string) =>
  (await hub.database.query('select uscc, level from probe.tank where id = $1', [id]))[0];

test('files are read in the order of their names and moved away; a repeated set is unchanged and heard', async () => {
  drop('tanks-2.csv', lines(700, 2, '2026-03-02T00:00:00Z'));
  drop('tanks-1.csv', lines(700, 1));
  drop('other.csv', 'x');
  await start();
  await eventually(async () =>
    expect(readdirSync(join(folder, 'done'))).toEqual(['tanks-1.csv', 'tanks-2.csv']),
  );
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 1_400, stored: 1_400, state: 'RUNNING' });
  expect(await tank('t7')).toEqual({ uscc: '汾河7', level: 2 });
  expect(there('other.csv')).toBe(true);
  const { last_received_at } = await sourceRow(hub, SOURCE);
  drop('tanks-3.csv', lines(700, 2, '2026-03-02T00:00:00Z'));
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ unchanged: 700 }));
  expect((await sourceRow(hub, SOURCE)).last_received_at!.getTime()).toBeGreaterThan(
    last_received_at!.getTime(),
  );
});

test('what is still being written is left alone until it has its name', async () => {
  drop('tanks-1.csv.part', lines(3));
  await start();
  await delay(1_500);
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 0, state: 'STARTING' });
  renameSync(join(folder, 'tanks-1.csv.part'), join(folder, 'tanks-1.csv'));
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 3 }));
});

test('a file in another encoding, cut off, empty or too wide is refused with reasons, and the next one is read', async () => {
  drop('tanks-1.csv', 'id,uscc,level,at\nt1,汾河,1,2026-03-01T00:00:00Z\n', 'utf16le');
  drop('tanks-2.csv', '');
  drop('tanks-3.csv', `${lines(2)}\nt9,汾`);
  drop('tanks-4.csv', lines(3));
  await start();
  await eventually(async () => expect(there('done', 'tanks-4.csv')).toBe(true));
  const names = ['tanks-1.csv', 'tanks-2.csv', 'tanks-3.csv'];
  expect(readdirSync(join(folder, 'rejected'))).toEqual(
    names.flatMap((name) => [name, `${name}.rejects.jsonl`]),
  );
  expect(readdirSync(join(folder, 'done'))).toEqual(['tanks-4.csv']);
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 3, unchanged: 2, last_error: null });
  const reasons = await hub.database.query<{ reason: string }>(
    'select channel, reason from hub.rejected_record order by id',
  );
  expect(reasons).toContainEqual({ channel: 'tanks-2.csv', reason: 'has no head line in gb18030' });
  expect(reasons.at(-1)).toEqual({ channel: 'tanks-3.csv', reason: 'has 2 cells where the head line has 4' });
});

test('a bad line that every set of files repeats is filed once', async () => {
  for (const file of ['tanks-1.csv', 'tanks-2.csv', 'tanks-3.csv']) drop(file, `${lines(2)}\nt9,汾`);
  await start();
  await eventually(async () => expect(there('rejected', 'tanks-3.csv.rejects.jsonl')).toBe(true));
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 2, rejected: 1, unchanged: 6 });
  expect(await hub.database.query('select channel from hub.rejected_record')).toEqual([
    { channel: 'tanks-1.csv' },
  ]);
});

test('a file of which a part was stored before a kill goes on behind that part', async () => {
  drop('tanks-1.csv', lines(1_200));
  const first = await start();
  await eventually(async () => expect(there('done', 'tanks-1.csv')).toBe(true));
  await first.close();
  // as after a kill behind the first transaction: the file is there, and the checkpoint says how far it was
  renameSync(join(folder, 'done', 'tanks-1.csv'), join(folder, 'tanks-1.csv'));
  await hub.database.query(
    `update hub.source set received = 500, stored = 500, checkpoint =
       checkpoint::jsonb - 'moved' || '{"reached":{"bytes":0,"before":0,"records":500,"done":false}}'`,
  );
  const second = await start();
  await eventually(async () => expect(there('done', 'tanks-1.csv')).toBe(true));
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 1_200 });
  await second.close();
  // as after a kill between the last transaction and the move
  renameSync(join(folder, 'done', 'tanks-1.csv'), join(folder, 'tanks-1.csv'));
  await hub.database.query(
    `update hub.source set checkpoint = checkpoint::jsonb - 'moved' || '{"reached":{"done":true}}'`,
  );
  await start();
  await eventually(async () => expect(there('done', 'tanks-1.csv')).toBe(true));
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 1_200 });
});

test('a folder that is missing is shown without its path, and found when it appears', async () => {
  rmSync(folder, { recursive: true });
  await start();
  await eventually(async () =>
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ last_error: 'the folder cannot be read: ENOENT' }),
  );
  mkdirSync(folder);
  drop('tanks-1.csv', lines(1));
  await eventually(async () =>
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 1, last_error: null }),
  );
});

test('a file that cannot be moved is counted once, and shown', async () => {
  drop('tanks-1.csv', lines(1));
  writeFileSync(join(folder, 'done'), 'in the way');
  await start();
  await eventually(async () =>
    expect(await sourceRow(hub, SOURCE)).toMatchObject({
      last_error: expect.stringContaining('done/ cannot be made'),
    }),
  );
  await delay(3_000);
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 1 });
});

test('a file that still grows is left alone until it rests, and told of; the others are read', async () => {
  drop('tanks-1.csv', lines(2));
  drop('tanks-2.csv', lines(3));
  const growing = setInterval(() => appendFileSync(join(folder, 'tanks-1.csv'), '\r\n'), 30);
  const message = 'tanks-1.csv is still being written; it is read once it is left alone';
  try {
    await start();
    await eventually(async () => expect(there('done', 'tanks-2.csv')).toBe(true));
    await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ last_error: message }));
    expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 3 });
  } finally {
    clearInterval(growing);
  }
  await eventually(async () => expect(there('done', 'tanks-1.csv')).toBe(true));
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 5, last_error: null });
});

test('rejects lie beside their file, and no earlier file is written over', async () => {
  for (const [level, to] of [[1, 'done'], [2, 'done'], ['x', 'rejected'], ['y', 'rejected']] as const) {
    drop('tanks-1.csv', lines(1, level as number, `2026-03-0${String(level).length}T00:00:00Z`));
    const before = there(to) ? readdirSync(join(folder, to)).length : 0;
    if (level === 1) await start();
    await eventually(async () => expect(readdirSync(join(folder, to)).length).toBeGreaterThan(before));
    await eventually(async () => expect(there('tanks-1.csv')).toBe(false));
  }
  expect(readdirSync(join(folder, 'done'))).toEqual(['tanks-1.csv', 'tanks-1~2.csv']);
  await eventually(async () => expect(readdirSync(join(folder, 'rejected'))).toHaveLength(4));
  const names = ['tanks-1.csv', 'tanks-1.csv.rejects.jsonl', 'tanks-1~2.csv', 'tanks-1~2.csv.rejects.jsonl'];
  expect(readdirSync(join(folder, 'rejected'))).toEqual(names);
  const rejects = readFileSync(join(folder, 'rejected', names[3]!), 'utf8');
  expect(JSON.parse(rejects)).toEqual({
    ...{ stream: 'tanks', place: 'line 2', raw: 't0,汾河0,y,2026-03-01T00:00:00Z' },
    reason: expect.stringMatching(/^level: Invalid input/),
  });
}); // prettier-ignore

test('a name in another charset is told of, and the others are read', async () => {
  const path = (name: string) => Buffer.concat([Buffer.from(`${folder}/`), encode(name, 'gbk')]);
  writeFileSync(path('tanks-汾河.csv'), encode(lines(2), 'gb18030'));
  drop('tanks-z.csv', lines(3));
  await start();
  await eventually(async () =>
    expect((await sourceRow(hub, SOURCE)).last_error).toMatch(
      /^tanks-.*\.csv cannot be opened: its name is not UTF-8/,
    ),
  );
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ stored: 3 }));
  renameSync(path('tanks-汾河.csv'), join(folder, 'tanks-汾河.csv'));
  await eventually(async () => expect(there('done', 'tanks-汾河.csv')).toBe(true));
});

test('what no stream asks for is told of once, for as long as it lies there, and the others are read', async () => {
  const warned = jest.spyOn(hub.log, 'warn');
  const told = () => warned.mock.calls.filter(([, text]) => text === 'something is left unread at a source');
  mkdirSync(join(folder, '2026'));
  symlinkSync(join(folder, 'elsewhere.csv'), join(folder, 'tanks-9.csv'));
  for (const name of ['README', 'tanks.DAT', '.tanks.csv', 'tanks-7.csv.tmp']) drop(name, 'x');
  drop('tanks-1.CSV', lines(3));
  const first = await start();
  const unread = (names: string) =>
    eventually(async () =>
      expect(await sourceRow(hub, SOURCE)).toMatchObject({
        last_error: `left unread: ${names}; what is read are files of the folder itself named tanks-*.csv: rename or move it there, or take it away`,
      }),
    );
  await unread('2026 (a folder), README, tanks-9.csv (a link) and others');
  expect(there('done', 'tanks-1.CSV')).toBe(true);
  drop('tanks-2.csv', lines(1).replace(',1,', ',high,'));
  await eventually(async () => expect(there('rejected', 'tanks-2.csv')).toBe(true));
  await delay(2_000);
  expect((await sourceRow(hub, SOURCE)).last_error).toContain('nothing in tanks-2.csv could be read');
  expect(told()).toHaveLength(1);
  drop('tanks-3.csv', lines(4));
  for (const name of ['2026', 'tanks-9.csv', 'README']) rmSync(join(folder, name), { recursive: true });
  await unread('tanks.DAT');
  expect(told()).toHaveLength(2);
  renameSync(join(folder, 'tanks.DAT'), join(folder, 'tanks.DAT.part'));
  const isWell = () =>
    eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ last_error: null }));
  await isWell();
  expect(told()).toHaveLength(2);
  drop('tanks', 'x');
  await unread('tanks');
  await first.close();
  rmSync(join(folder, 'tanks'));
  await start();
  await isWell();
});

test('the same file dropped once more is read once more', async () => {
  const at = new Date('2026-03-01T00:00:00Z');
  const again = () => {
    drop('tanks-1.csv.part', lines(2));
    utimesSync(join(folder, 'tanks-1.csv.part'), at, at);
    renameSync(join(folder, 'tanks-1.csv.part'), join(folder, 'tanks-1.csv'));
  };
  again();
  await start();
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 2 }));
  await eventually(async () => expect(there('tanks-1.csv')).toBe(false));
  again();
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ unchanged: 2 }));
});

test('a file that was replaced after it was read is not moved unread', async () => {
  drop('tanks-1.csv', lines(700));
  const replaced: string[] = [];
  hub.store.onPage((page) => {
    if (page.source.id !== SOURCE || replaced.length > 0) return;
    replaced.push('tanks-1.csv');
    drop('tanks-1.csv', lines(900, 2, '2026-03-02T00:00:00Z'));
  });
  await start();
  await eventually(async () => expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 1_600 }));
  await eventually(async () => expect(readdirSync(join(folder, 'done'))).toEqual(['tanks-1.csv']));
  expect(await tank('t800')).toEqual({ uscc: '汾河800', level: 2 });
});

test('what a kill left of a move is put right', async () => {
  mkdirSync(join(folder, 'rejected'));
  writeFileSync(join(folder, 'rejected', 'a.csv'), 'moved');
  writeFileSync(join(folder, 'rejected', '.a.csv.rejects.part'), '{}');
  writeFileSync(join(folder, 'rejected', '.b.csv.rejects.part'), '{');
  await start();
  await eventually(async () =>
    expect(readdirSync(join(folder, 'rejected'))).toEqual(['a.csv', 'a.csv.rejects.jsonl']),
  );
});

test('a file that was begun goes on before one that came later', async () => {
  drop('tanks-2.csv', lines(1_200));
  let killed = false;
  const store = hub.store.page;
  hub.store.page = async (page) => {
    if (killed) throw new Error('killed');
    const taken = await store(page);
    killed = page.source.id === SOURCE && page.records.length > 0;
    return taken;
  };
  const first = await start();
  await eventually(async () => expect(killed).toBe(true));
  hub.store.page = store;
  await first.close();
  drop('tanks-1.csv', lines(1, 5, '2026-03-03T00:00:00Z'));
  await start();
  await eventually(async () => expect(there('done', 'tanks-2.csv')).toBe(true));
  await eventually(async () => expect(there('done', 'tanks-1.csv')).toBe(true));
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 1_201 });
});

test('of two hubs on one folder one reads each file once, and the other goes on when it ends', async () => {
  const files = (from: number) => {
    for (let n = from; n < from + 6; n++)
      drop(`tanks-${10 + n}.csv`, lines(600, n, `2026-03-${10 + n}T00:00:00Z`));
  };
  files(0);
  const one = await start();
  const other = await start();
  await eventually(async () => expect(readdirSync(join(folder, 'done'))).toHaveLength(6));
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 3_600, stored: 3_600 });
  files(6);
  await eventually(async () => expect(there('done', 'tanks-16.csv')).toBe(true));
  await one.close();
  await eventually(async () => expect(readdirSync(join(folder, 'done'))).toHaveLength(12));
  expect(await sourceRow(hub, SOURCE)).toMatchObject({ received: 7_200, stored: 7_200, rejected: 0 });
  expect(await tank('t7')).toEqual({ uscc: '汾河7', level: 11 });
  await other.close();
});

test('a pattern is no regular expression', () => {
  expect(matchesName('a-*.csv', 'a-1.csv')).toBe(true);
  expect(matchesName('a-*.csv', 'a-1xcsv')).toBe(false);
  for (const name of ['a-1.part', 'a-1.csv.tmp', 'a-1.TMP']) expect(matchesName('a-*', name)).toBe(false);
  for (const name of ['.a.csv', '~$a.csv']) expect(matchesName('*', name)).toBe(false);
  for (const name of ['ba.csv', 'A.csv', 'csv']) expect(matchesName('a.csv', name)).toBe(false);
  for (const name of ['a.CSV', 'a.Csv']) expect(matchesName('a.csv', name)).toBe(true);
  for (const name of ['a', 'a.x']) expect(matchesName('a*', name)).toBe(true);
});

test('two sources of one folder leave each other alone, and what both ask for waits until it is settled whose it is', async () => {
  await hub.start([
    { name: SOURCE, transport: 'files', address: folder, settleSeconds: 0.1, others: ['*.json', 'tanks-9*'] },
    {
      ...{ name: 'probe-http', transport: 'files', address: folder, settleSeconds: 0.1 },
      ...{ streams: { tanks: { channel: '*.json', items: null } }, others: ['tanks-*.csv'] },
    },
  ]);
  drop('tanks-1.csv', lines(2));
  drop('tanks-9.csv', lines(1, 9));
  drop('a.json', JSON.stringify({ id: 'j', uscc: 'F', level: 1, at: '2026-03-01T00:00:00Z' }), 'utf8');
  await eventually(async () => expect(await tank('j')).toBeDefined());
  await eventually(async () =>
    expect(await sourceRow(hub, SOURCE)).toMatchObject({
      ...{ received: 2, stored: 2 },
      last_error:
        'tanks-9.csv is what another source of this folder asks for too; it is read once only one does',
    }),
  );
  await delay(2_500);
  expect(await sourceRow(hub, 'probe-http')).toMatchObject({ received: 1, last_error: null });
  expect(there('tanks-9.csv')).toBe(true);
});
