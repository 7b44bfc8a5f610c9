import { serverAudits } from 'graphql-http';
import { openSmallHub, type SmallHub } from './support/small-graph';

let hub: SmallHub;
beforeAll(async () => {
  hub = await openSmallHub();
});
afterAll(() => hub.close());

const audits = serverAudits({ url: () => `${hub.url}/graphql` });

it('meets the whole suite', () => {
  expect(audits).toHaveLength(61);
});

// What a server MAY do and this one does not: a GET that any page could make the browser send is refused (CSRF).
const REFUSED_BARE_GETS = ['5A70', 'D6D5', '6A70'];

it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (id, _name, run) => {
  const result = await run();
  const reason = 'reason' in result ? result.reason : undefined;
  const expected = REFUSED_BARE_GETS.includes(id)
    ? { status: 'notice', reason: 'Response status code is not 200' }
    : { status: 'ok', reason: undefined };
  expect({ status: result.status, reason }).toEqual(expected);
});
