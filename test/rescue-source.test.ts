import { generateCity } from '../demo/city/generate-city';
import { createFrozenClock } from '../demo/clock';
import { readOptions } from '../demo/options';
import { openRescueRegistry } from '../demo/sources/rescue-registry';
import type { LedgerEntry } from '../demo/sources/ledger';

const AT = new Date('2026-11-20T02:00:00Z');
const city = generateCity({ seed: 1, at: AT });
const clock = createFrozenClock(AT);
const written: LedgerEntry[] = [];

async function openSource() {
  const ledger = { write: (entries: LedgerEntry[]) => void written.push(...entries), close() {} };
  return openRescueRegistry({ options: readOptions([]), city, clock, folder: '', ledger });
}

let source: Awaited<ReturnType<typeof openSource>>;
beforeAll(async () => {
  source = await openSource();
});
afterAll(() => source.close?.());

async function pageOf(stream: string): Promise<Record<string, string>[]> {
  const response = await fetch(`${source.binding.address}/v1/${stream}?page=1&size=500`, {
    headers: { authorization: `Bearer ${source.binding.secret}` },
  });
  return ((await response.json()) as { items: Record<string, string>[] }).items;
}

test('the register answers with the whole city, in its own words, without a name or where a team truly is', async () => {
  const teams = await pageOf('teams');
  expect(teams.map(({ id }) => id)).toEqual(city.rescue.teams.map(({ id }) => id));
  expect(new Set(teams.map(({ kind }) => kind)).size).toBe(5);
  expect(teams.every((team) => !('truth' in team))).toBe(true);
  const experts = await pageOf('experts');
  expect(experts).toHaveLength(40);
  expect(new Set(experts.map(({ name }) => name))).toEqual(new Set(['示例专家']));
  expect(await pageOf('consultations')).toHaveLength(city.rescue.consultations.length);
  expect(await pageOf('agreements')).toHaveLength(city.rescue.agreements.length);
});

test('a team reports anew when its own interval is over, and each version stands once in the ledger', async () => {
  written.length = 0;
  const later = new Date(AT.getTime() + 9 * 3_600_000);
  await source.tick!();
  expect(await pageOf('teams')).toMatchObject(city.rescue.teams.map(() => ({ updatedAt: AT.toISOString() })));
  clock.set(later);
  await source.tick!();
  await source.tick!();
  const teams = await pageOf('teams');
  await pageOf('teams');
  const shifts = city.rescue.teams.filter(({ reportSeconds }) => reportSeconds <= 9 * 3_600);
  expect(shifts.length).toBeGreaterThan(5);
  const renewed = teams.filter(({ updatedAt }) => updatedAt === later.toISOString()).map(({ id }) => id);
  expect(renewed).toEqual(shifts.map(({ id }) => id));
  expect(written.map(({ key }) => key)).toEqual(renewed);
});
