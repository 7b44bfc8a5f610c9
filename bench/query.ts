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

const whyThisColour = (u: string): Ask => ({
  query: operation('Q4_WhyThisColour'),
  variables: { u, from: '2026-01-01T00:00:00Z' },
});

const asksOf = ({ firms }: City): Record<string, Ask[]> => ({
  /** Every request about another firm. */
  Q4: firms.map(({ uscc }) => whyThisColour(uscc)),
  'Q4 of one mine': [whyThisColour(firms.find(({ industry }) => industry === 'COAL_MINE')!.uscc)],
  Q12: [{ query: operation('Q12_MapLayer'), variables: { d: '140781', a: null } }],
});

/** An answer as data. Cursors are opaque and each stack's own: what counts is whether there is one. */
function comparable(answer: unknown): unknown {
  const { data, errors } = answer as { data?: unknown; errors?: unknown };
  assert.equal(errors, undefined);
  return JSON.parse(JSON.stringify(data), (key, value: unknown) =>
    key === 'endCursor' ? value !== null : value,
  );
}

/** What both answer; throws when they differ. */
async function agreed(contenders: readonly Contender[], ask: Ask): Promise<Answer> {
  const [first, ...others] = await Promise.all(
    contenders.map(async ({ url }) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(ask) });
      return comparable(await response.json());
    }),
  );
  for (const other of others) assert.deepEqual(other, first);
  return first as Answer;
}

/** Throws when the answers are not of the whole city, or when none of those about one firm explains its colour. */
function checkWhole(answers: readonly Answer[], { firms }: City): void {
  for (const { enterprises } of answers)
    if (enterprises) assert.equal(enterprises.nodes.length, firms.length);
  assert(answers.some(({ enterprises, enterprise }) => enterprises ?? enterprise?.risk.factors.length));
  assert(answers.some(({ enterprises, enterprise }) => enterprises ?? enterprise?.riskHistory.length));
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
      for (const [name, asks] of Object.entries(asksOf(loaded.city))) {
        const answers = new Map<Ask, Answer>();
        for (const ask of asks) answers.set(ask, await agreed(contenders, ask));
        checkWhole([...answers.values()], loaded.city);
        const check = (answer: unknown, ask: Ask) => assert.deepEqual(comparable(answer), answers.get(ask));
        figures[name] = Object.fromEntries(await sideBySide(contenders, { asks, check }));
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
