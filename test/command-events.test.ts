import { after, incident, minutes, sendTo, START, warning } from './support/command-records';
import { emptyDatabase, openSliceDatabase, openSliceHub, type SliceHub } from './support/slice-hub';

const COUNTY = '140781';
const YIAN = '140781100';
const ZHANGLAN = '140781101';

let opened: Awaited<ReturnType<typeof openSliceDatabase>>;
let hub: SliceHub;
let send: ReturnType<typeof sendTo>;
beforeAll(async () => {
  opened = await openSliceDatabase();
});
beforeEach(async () => {
  await emptyDatabase(opened);
  hub = await openSliceHub(START, opened);
  send = sendTo(hub);
});
afterEach(() => hub.close());
afterAll(() => opened.close());

const INCIDENT = `id cursor at kind leaving drill title category grade response previousResponse division { code }
  incident { id response closedAt }`;
const WARNING =
  'id cursor at kind leaving drill headline colour category areas { code } warning { id active }';

/** The page of a log after a cursor. */
const log = async (
  field: string,
  variables: { d?: string | null; after?: string | null; first?: number } = {},
) => {
  const asked = field === 'incidentEvents' ? INCIDENT : WARNING;
  const { data, errors } = await hub.query(
    `query ($d: DivisionCode, $after: String, $first: Int) { ${field}(division: $d, after: $after, first: $first) {
       edges { cursor } nodes { ${asked} } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }`,
    variables,
  );
  expect(errors).toEqual([]);
  return data[field];
};
const nodes = async (field: string, d?: string): Promise<any[]> => (await log(field, { d })).nodes;
const kinds = async (field: string, d?: string) =>
  (await nodes(field, d)).map(({ kind, leaving }) => (leaving ? `${kind} leaving` : kind));

describe('incidentEvents', () => {
  test('a step is called by what changed, and holds how it stood then', async () => {
    const steps: [number, object][] = [
      [0, {}],
      [1, { title: '示例续报' }],
      [2, { response: 'Ⅳ级' }],
      [3, { response: 'Ⅱ级', grade: '重大' }],
      [4, { response: 'Ⅲ级' }],
      [5, {}],
      [6, { closedAt: minutes(6), response: 'Ⅰ级' }],
      [7, { closedAt: minutes(6), deaths: 1 }],
      [8, {}],
    ];
    for (const [at, values] of steps) {
      await hub.advance(after(at));
      await send('incidents', incident('I1', { updatedAt: minutes(at), ...values }));
    }
    const found = await nodes('incidentEvents');
    expect(found.map(({ kind, at }) => [kind, at])).toEqual([
      ['REPORTED', minutes(-10)],
      ['UPDATED', minutes(1)],
      ['RESPONSE_RAISED', minutes(2)],
      ['RESPONSE_RAISED', minutes(3)],
      ['RESPONSE_LOWERED', minutes(4)],
      ['RESPONSE_LOWERED', minutes(5)],
      ['CLOSED', minutes(6)],
      ['UPDATED', minutes(7)],
      ['REPORTED', minutes(-10)],
    ]);
    expect(found[3]).toMatchObject({
      ...{
        response: 'LEVEL_II',
        previousResponse: 'LEVEL_IV',
        grade: 'MAJOR',
        title: '示例事件I1',
        drill: false,
      },
      ...{ category: 'ACCIDENT', division: { code: YIAN }, leaving: false },
      incident: { id: 'I1', response: null, closedAt: null },
    });
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
  });

  test('one that is known as over when it is first heard of is no alarm', async () => {
    await send('incidents', incident('I1', { closedAt: minutes(-6) }));
    expect(await kinds('incidentEvents')).toEqual(['CLOSED']);
  });

  test('what is told again, or late, is no step', async () => {
    await send('incidents', incident('I1'));
    await send('incidents', incident('I1', { updatedAt: minutes(-1) }));
    await send('incidents', incident('I1', { updatedAt: minutes(-20), title: '示例旧闻' }));
    expect(await kinds('incidentEvents')).toEqual(['REPORTED']);
  });

  test('one that moves is told once to those it leaves, once to those it comes to, and once to those above both', async () => {
    await send('incidents', incident('I1', { division: YIAN }));
    await send('incidents', incident('I1', { division: ZHANGLAN, updatedAt: minutes(0), response: 'Ⅱ级' }));
    await send(
      'incidents',
      incident('I1', { division: ZHANGLAN, updatedAt: minutes(1), closedAt: minutes(1) }),
    );
    expect(await kinds('incidentEvents', YIAN)).toEqual(['REPORTED', 'RESPONSE_RAISED leaving']);
    expect(await kinds('incidentEvents', ZHANGLAN)).toEqual(['RESPONSE_RAISED', 'CLOSED']);
    expect(await kinds('incidentEvents', COUNTY)).toEqual(['REPORTED', 'RESPONSE_RAISED', 'CLOSED']);
    expect(await kinds('incidentEvents')).toEqual(['REPORTED', 'RESPONSE_RAISED', 'CLOSED']);
    expect(await kinds('incidentEvents', '140781102')).toEqual([]);
    const [, left] = await nodes('incidentEvents', YIAN);
    expect(left.division).toEqual({ code: ZHANGLAN });
  });
});

describe('warningEvents', () => {
  const liftings = async (d?: string) =>
    (await nodes('warningEvents', d)).map(({ kind, at, warning: now }) => [now.id, kind, at]);

  test('issued, changed, lifted by its source', async () => {
    await send('warnings', warning('W1'));
    await send('warnings', warning('W1', { updatedAt: minutes(1), revisedAt: minutes(1), colour: '红色' }));
    await send('warnings', warning('W1', { updatedAt: minutes(2) }), warning('W2', { drill: true }));
    await hub.advance(after(3));
    const lifted = { updatedAt: minutes(3), liftedAt: minutes(3) };
    await send('warnings', warning('W1', lifted));
    await send('warnings', warning('W1', { ...lifted, updatedAt: minutes(4) }));
    const found = await nodes('warningEvents', COUNTY);
    expect(found.map(({ kind, at, drill, colour }) => [kind, at, drill, colour])).toEqual([
      ['ISSUED', minutes(-70), false, 'ORANGE'],
      ['UPDATED', minutes(1), false, 'RED'],
      ['UPDATED', minutes(2), false, 'ORANGE'],
      ['ISSUED', minutes(-70), true, 'ORANGE'],
      ['LIFTED', minutes(3), false, 'ORANGE'],
    ]);
    expect(found[3]).toMatchObject({
      headline: '【演练】示例暴雨预警W2',
      category: 'NATURAL_DISASTER',
      areas: [{ code: COUNTY }],
    });
    expect(found.map((event) => event.warning.active)).toEqual([false, false, false, true, false]);
  });

  test('one that comes to its end is lifted by the clock, once, also when its source is silent', async () => {
    await send('warnings', warning('W1', { expires: minutes(10) }), warning('W2', { expires: null }));
    await hub.advance(after(10), []);
    await hub.advance(after(11), []);
    await send('warnings', warning('W1', { expires: minutes(10), updatedAt: minutes(11) }));
    expect(await liftings()).toEqual([
      ['W1', 'ISSUED', minutes(-70)],
      ['W2', 'ISSUED', minutes(-70)],
      ['W1', 'LIFTED', minutes(10)],
    ]);
    // prolonged after it had lapsed
    await send(
      'warnings',
      warning('W1', { expires: minutes(60), updatedAt: minutes(12), revisedAt: minutes(11) }),
    );
    expect((await liftings()).at(-1)).toEqual(['W1', 'ISSUED', minutes(11)]);
    await hub.advance(after(60));
    expect((await liftings()).at(-1)).toEqual(['W1', 'LIFTED', minutes(60)]);
  });

  test('one whose end has passed when it comes is not issued any more', async () => {
    await send('warnings', warning('W1', { expires: minutes(-1) }));
    expect(await liftings()).toEqual([['W1', 'LIFTED', minutes(-1)]]);
  });

  test('they reach who they touch, from above and from below; an area that is taken out hears it once', async () => {
    await send('warnings', warning('W1', { areas: [YIAN, ZHANGLAN] }), warning('W2', { areas: ['1407'] }));
    await send('warnings', warning('W1', { areas: [ZHANGLAN], updatedAt: minutes(0) }));
    await send('warnings', warning('W1', { areas: [ZHANGLAN], updatedAt: minutes(1), colour: '红色' }));
    expect(await kinds('warningEvents', YIAN)).toEqual(['ISSUED', 'ISSUED', 'UPDATED leaving']);
    expect(await kinds('warningEvents', ZHANGLAN)).toEqual(['ISSUED', 'ISSUED', 'UPDATED', 'UPDATED']);
    expect(await kinds('warningEvents', COUNTY)).toEqual(['ISSUED', 'ISSUED', 'UPDATED', 'UPDATED']);
    expect(await kinds('warningEvents', '140781102')).toEqual(['ISSUED']);
    expect(await kinds('warningEvents')).toEqual(['ISSUED', 'ISSUED', 'UPDATED', 'UPDATED']);
  });
});

describe('a stream and its pull twin tell the same,', () => {
  const fill = async () => {
    for (const at of [0, 1, 2, 3]) {
      const division = at % 2 ? ZHANGLAN : YIAN;
      await send(
        'incidents',
        incident('I1', { updatedAt: minutes(at), division, injured: at }),
        incident(`I${at + 2}`),
      );
      await send(
        'warnings',
        warning('W1', { updatedAt: minutes(at), areas: [division] }),
        warning(`W${at + 2}`),
      );
    }
  };
  const cases = [
    { subscription: 'incidentChanged', field: 'incidentEvents', asked: INCIDENT },
    { subscription: 'warningIssued', field: 'warningEvents', asked: WARNING },
  ];

  test.each(cases)('$subscription from any cursor on, then live', async ({ subscription, field, asked }) => {
    const listen = (d: string | null, from: string | null) =>
      hub.listen(
        `subscription ($d: DivisionCode, $from: String) { ${subscription}(division: $d, after: $from) { ${asked} } }`,
        { d, from },
      );
    await fill();
    for (const d of [COUNTY, YIAN, null]) {
      const all: any[] = (await log(field, { d, first: 500 })).nodes;
      expect(all.length).toBeGreaterThan(4);
      for (const [index, event] of all.entries()) {
        const stream = await listen(d, event.cursor);
        for (const expected of all.slice(index + 1))
          expect((await stream.next())[subscription]).toEqual(expected);
        await stream.end();
      }
      const paged: any[] = [];
      for (let from: string | null = null, more = true; more;) {
        const page = await log(field, { d, after: from, first: 2 });
        expect(page.edges.map(({ cursor }: any) => cursor)).toEqual(
          page.nodes.map(({ cursor }: any) => cursor),
        );
        expect(page.pageInfo.hasPreviousPage).toBe(from !== null);
        paged.push(...page.nodes);
        ({ endCursor: from, hasNextPage: more } = page.pageInfo);
      }
      expect(paged).toEqual(all);
    }
    const live = await listen(YIAN, null);
    const changed = { updatedAt: minutes(4), division: YIAN, areas: [YIAN] };
    await send('incidents', incident('I1', changed));
    await send('warnings', warning('W1', changed));
    expect((await live.next())[subscription]).toMatchObject({ kind: 'UPDATED', leaving: false });
    await live.end();
  });

  test.each(cases)(
    '$subscription refuses a wrong division and a wrong cursor',
    async ({ subscription, asked }) => {
      const refused = (args: string) =>
        hub
          .listen(`subscription { ${subscription}(${args}) { ${asked} } }`)
          .catch((error) => error.extensions);
      expect(await refused('division: "999999"')).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: 'division',
      });
      expect(await refused(`division: "${COUNTY}", after: "x"`)).toMatchObject({
        code: 'BAD_USER_INPUT',
        argument: 'after',
      });
    },
  );
});
