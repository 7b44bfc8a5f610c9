import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCity, type City } from './support/loaded-city';
import { report, type Figures } from './support/report';
import { sideBySide, type Ask, type Contender } from './support/side-by-side';
import { startProgram } from './support/start-program';

// Q4 and Q12 through the hub, and the same answers from the ordinary stack, in turn on one database.

const operation = (name: string) =>
  readFileSync(join(__dirname, `../src/schema/examples/${name}.graphql`), 'utf8');

const asksOf = ({ firms }: City): Record<string, Ask> => ({
  Q4: {
    query: operation('Q4_WhyThisColour'),
    variables: {
      u: firms.find(({ industry }) => industry === 'COAL_MINE')!.uscc,
      from: '2026-01-01T00:00:00Z',
    },
  },
  Q12: { query: operation('Q12_MapLayer'), variables: { d: '140781', a: null } },
});

/** An answer as data. Cursors are opaque and each stack's own: what counts is whether there is one. */
function comparable(answer: unknown): unknown {
  const { data, errors } = answer as { data?: unknown; errors?: unknown };
  assert.equal(errors, undefined);
  return JSON.parse(JSON.stringify(data), (key, value: unknown) =>
    key === 'endCursor' ? value !== null : value,
  );
}

/** What both answer; throws when they differ, or when it is not of the whole city. */
async function agreed(contenders: readonly Contender[], ask: Ask, { firms }: City): Promise<unknown> {
  const [first, ...others] = await Promise.all(
    contenders.map(async ({ url }) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(ask) });
      return comparable(await response.json());
    }),
  );
  for (const other of others) assert.deepEqual(other, first);
  const { enterprises, enterprise } = first as Answer;
  if (enterprises) assert.equal(enterprises.nodes.length, firms.length);
  else assert(enterprise?.risk.factors.length && enterprise.riskHistory.length);
  return first;
}

interface Answer {
  enterprises?: { nodes: unknown[] };
  enterprise?: { risk: { factors: unknown[] }; riskHistory: unknown[] };
}

async function main(): Promise<void> {
  const loaded = await loadCity();
  try {
    const ordinary = await startProgram(join(__dirname, 'ordinary/main.js'), loaded.access);
    try {
      const contenders = [
        { name: 'hub', url: loaded.url },
        { name: 'ordinary', url: ordinary.address },
      ];
      const figures: Figures = {};
      for (const [name, ask] of Object.entries(asksOf(loaded.city))) {
        const answer = await agreed(contenders, ask, loaded.city);
        const check = (given: unknown) => assert.deepEqual(comparable(given), answer);
        figures[name] = Object.fromEntries(await sideBySide(contenders, { ask, check }));
      }
      report('query', figures);
    } finally {
      await ordinary.close();
    }
  } finally {
    await loaded.close();
  }
}

void main();
