import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse } from 'graphql';
import { createCost } from '../src/kernel/server/cost';
import { loadExamples, usableExamples } from '../src/kernel/server/examples';
import { createGuard } from '../src/kernel/server/guard';
import { operationLimits } from '../src/kernel/server/limits';

const schema = buildSchema(readFileSync(join(__dirname, '../src/schema/sdl/api.graphql'), 'utf8'));
const guard = createGuard(schema, { introspection: true });
const examples = loadExamples();

it('every example of the console stands within the limits, with its variables', () => {
  const [first, ...more] = examples.map(({ name }) => name);
  expect(first).toBe('Q1_ShiftBoard');
  expect(more.length).toBeGreaterThan(4);
  expect(usableExamples(examples, guard)).toEqual(examples);
});

it('the map layer may be asked for in the largest pages that there are', () => {
  const { query, variables } = examples.find(({ name }) => name === 'Q12_MapLayer')!;
  const document = parse(query.replace('first: 200', 'first: 500'));
  const [operation] = document.definitions;
  const cost = createCost(schema)({ document, operation: operation as never, variables });
  expect(cost).toBe(26_001);
  expect(cost).toBeLessThan(operationLimits.cost);
});

it("the console's own introspection passes, and is refused where introspection is", async () => {
  const { getIntrospectionQuery } = await import('graphql');
  const query = getIntrospectionQuery({ schemaDescription: true, inputValueDeprecation: true, oneOf: true });
  expect(guard.check({ query }).errors).toBeUndefined();
  expect(createGuard(schema, { introspection: false }).check({ query }).errors).not.toHaveLength(0);
});
