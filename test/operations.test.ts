import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hazard, riskPoint } from './support/risk-hub';
import { firmCode, firmRow, licenceRow, siteRow } from './support/register-rows';
import { openSliceHub, registerFile, type SliceHub } from './support/slice-hub';

const operation = (name: string) =>
  readFileSync(join(__dirname, `../src/schema/examples/${name}.graphql`), 'utf8');

const BOUND = 15;
const CITY = '140781';
const NOW = new Date('2026-11-01T00:00:00Z');
const TODAY = { assessedOn: '2026-10-30', updatedAt: '2026-10-30T09:00:00+08:00' };
const red = (n: number) => riskPoint(`P${n}`, firmCode(n), { method: 'LEC', l: 10, e: 10, c: 100, ...TODAY });

let hub: SliceHub;
beforeEach(async () => {
  hub = await openSliceHub(NOW);
});
afterEach(() => hub.close());

/** Firms 1 to n, each with a site, a licence, an open hazard and a red risk point. */
async function fill(from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  await hub.send('enterprise-registry', 'enterprises', registerFile(numbers.map((n) => firmRow(n))));
  await hub.send('enterprise-registry', 'sites', registerFile(numbers.map((n) => siteRow(n))));
  await hub.send('enterprise-registry', 'licences', registerFile(numbers.map((n) => licenceRow(n))));
  await hub.send('dual-prevention', 'hazards', {
    items: numbers.map((n) => hazard(`H${n}`, firmCode(n), { dueOn: '2026-10-10' })),
  });
  await hub.send('dual-prevention', 'risk-points', { items: numbers.map(red) });
}

const cases = [
  { name: 'Q1_ShiftBoard', variables: { d: CITY } },
  { name: 'Q4_WhyThisColour', variables: { u: firmCode(1), from: '2026-01-01T00:00:00Z' } },
  { name: 'Q11_CatchUp', variables: { d: CITY, after: null } },
  { name: 'Q12_MapLayer', variables: { d: CITY, a: null } },
];

test.each(cases)('$name costs as many statements for 80 firms as for 2', async ({ name, variables }) => {
  await fill(1, 2);
  const few = await hub.query(operation(name), variables);
  await fill(3, 80);
  const many = await hub.query(operation(name), variables);
  expect([...few.errors, ...many.errors]).toEqual([]);
  expect(JSON.stringify(many.data).length).toBeGreaterThanOrEqual(JSON.stringify(few.data).length);
  expect(many.statements).toBe(few.statements);
  expect(many.statements).toBeLessThanOrEqual(BOUND);
});

test('Q1 shows the colours of all firms, their late hazards and which divisions they are in', async () => {
  await fill(1, 5);
  await hub.send('enterprise-registry', 'enterprises', registerFile([firmRow(6)]));
  const { data } = await hub.query(operation('Q1_ShiftBoard'), { d: CITY });
  const { name, risk } = data.division;
  expect(name).toBe('介休市');
  expect(risk).toMatchObject({ complete: false, openMajorHazards: 0, overdueHazards: 5, activePeriods: [] });
  expect(risk.counts).toContainEqual({ level: 'RED_MAJOR', count: 5 });
  expect(risk.counts).toContainEqual({ level: 'UNRATED', count: 1 });
  expect(risk.children.at(-1).division.name).toBe('介休市');
});

test('Q4 gives the reason with its evidence', async () => {
  await fill(1, 1);
  const { data } = await hub.query(operation('Q4_WhyThisColour'), {
    u: firmCode(1),
    from: '2026-01-01T00:00:00Z',
  });
  expect(data.enterprise).toMatchObject({
    name: '示例企业1',
    risk: { dynamic: 'RED_MAJOR', override: null },
  });
  const rules = data.enterprise.risk.factors.map(({ rule }: { rule: string }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['R01', 'R09']));
  expect(data.enterprise.riskHistory.at(-1)).toMatchObject({ to: 'RED_MAJOR' });
});

test('S1 brings the change with the firm that the register knows, and Q11 the same from the log', async () => {
  await fill(1, 2);
  const start = (await hub.query(operation('Q11_CatchUp'), { d: CITY, after: null })).data.riskChanges;
  const stream = await hub.listen(operation('S1'), { d: CITY, a: start.pageInfo.endCursor });
  await fill(3, 3);
  const { riskLevelChanged: change } = await stream.next();
  expect(change).toMatchObject({ to: 'RED_MAJOR', enterprise: { uscc: firmCode(3), name: '示例企业3' } });
  const { data } = await hub.query(operation('Q11_CatchUp'), { d: CITY, after: start.pageInfo.endCursor });
  expect(data.riskChanges.nodes).toMatchObject([{ id: change.id, cursor: change.cursor, to: change.to }]);
  await stream.end();
});
