import assert from 'node:assert/strict';
import { join } from 'node:path';
import { asksOf } from './support/asks';
import { AT, loadCity } from './support/loaded-city';
import { neverFilled } from './support/never-filled';
import { report, type Figures } from './support/report';
import { sideBySide, type Ask, type Contender } from './support/side-by-side';
import { startProgram } from './support/start-program';

// Operations of the graph through the hub, and the same answers from the ordinary stack, in turn on one database.

/** What the frozen city has none of. */
const ABSENT = [
  'enterprise.risk.override',
  'enterprise.risk.factors.until',
  'waybills.nodes.goods.good.highlyToxic',
  'waybills.nodes.passes',
];

/** An answer as data. Cursors are opaque and each stack's own: what counts is whether there is one. */
function comparable(answer: unknown): unknown {
  const { data, errors } = answer as { data?: unknown; errors?: unknown };
  assert.equal(errors, undefined);
  return JSON.parse(JSON.stringify(data), (key, value: unknown) =>
    key === 'endCursor' ? value !== null : value,
  );
}

/** What both answer; throws when they differ. */
async function agreed(contenders: readonly Contender[], ask: Ask): Promise<unknown> {
  const [first, ...others] = await Promise.all(
    contenders.map(async ({ url }) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(ask) });
      return comparable(await response.json());
    }),
  );
  for (const other of others) assert.deepEqual(other, first);
  return first;
}

async function compare(contenders: readonly Contender[], asks: readonly Ask[]) {
  const answers = new Map<Ask, unknown>();
  for (const ask of asks) answers.set(ask, await agreed(contenders, ask));
  const filled = neverFilled([...answers.values()]).filter((path) => !ABSENT.includes(path));
  if (asks.length > 1) assert.deepEqual(filled, []);
  const check = (answer: unknown, ask: Ask) => assert.deepEqual(comparable(answer), answers.get(ask));
  return sideBySide(contenders, { asks, check });
}

/** @param only the name of an operation: Q5 */
async function main(only: string | undefined): Promise<void> {
  const loaded = await loadCity();
  try {
    const asks = Object.entries(asksOf(loaded.city)).filter(([name]) => !only || name.split(' ')[0] === only);
    if (asks.length === 0) throw new Error(`nothing is asked under the name ${only}`);
    const options = { access: loaded.access, at: AT };
    const ordinary = await startProgram(join(__dirname, 'ordinary/main.js'), options);
    try {
      const contenders = [
        { name: 'hub', url: loaded.url },
        { name: 'ordinary', url: ordinary.address },
      ];
      const figures: Figures = {};
      for (const [name, of] of asks) figures[name] = Object.fromEntries(await compare(contenders, of));
      report('query', figures);
    } finally {
      await ordinary.close();
    }
  } finally {
    await loaded.close();
  }
}

void main(process.argv[2]);
