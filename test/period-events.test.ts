import { isShortNotice, stepsOf } from '../src/kernel/risk/period-steps';
import type { DeclaredPeriod } from '../src/kernel/risk/event-periods';
import { at } from './support/facts';
import { openRiskHub, type RiskHub } from './support/risk-hub';

// Partners hear that an event period is announced, opens, and ends on its date or early: each once, with its moment.

const CITY = '140781';
const cityTime = (time: string | Date) =>
  new Date(new Date(time).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

describe('what becomes of a period by itself', () => {
  const period = (from: string, to: string, more: Partial<DeclaredPeriod> = {}): DeclaredPeriod => ({
    ...{ id: 'P1', name: '示例', divisions: [CITY], industries: null, yearly: true, endedAt: null },
    ...{ from: at(from), to: at(to), declaredAt: at('2026-01-01 09:00') },
    ...more,
  });

  test.each<[string, DeclaredPeriod, string, string[]]>([
    ['once', period('2026-06-08 00:00', '2026-06-15 00:00', { yearly: false }), '2030-01-01 00:00',
      ['2026-01-01 09:00 ANNOUNCED', '2026-06-08 00:00 OPENED', '2026-06-15 00:00 ENDED']],
    ['declared while it would be on: it opens with that', period('2025-12-30 00:00', '2026-01-02 00:00', { yearly: false }), '2026-01-01 09:00',
      ['2026-01-01 09:00 ANNOUNCED', '2026-01-01 09:00 OPENED', '2026-01-02 00:00 ENDED']],
    ['yearly over New Year: later years are announced 72 h ahead', period('2026-12-31 20:00', '2027-01-02 00:00'), '2027-06-01 00:00',
      ['2026-01-01 09:00 ANNOUNCED', '2026-12-31 20:00 OPENED', '2027-01-02 00:00 ENDED',
        '2027-12-28 20:00 ANNOUNCED', '2027-12-31 20:00 OPENED', '2028-01-02 00:00 ENDED',
        '2028-12-28 20:00 ANNOUNCED', '2028-12-31 20:00 OPENED', '2029-01-02 00:00 ENDED']],
    ['on 29 February, announced over it in the year that has one', period('2028-03-01 00:00', '2028-03-02 00:00', { declaredAt: at('2027-06-01 00:00') }), '2031-02-01 00:00',
      ['2027-06-01 00:00 ANNOUNCED', '2028-03-01 00:00 OPENED', '2028-03-02 00:00 ENDED',
        '2029-02-26 00:00 ANNOUNCED', '2029-03-01 00:00 OPENED', '2029-03-02 00:00 ENDED',
        '2030-02-26 00:00 ANNOUNCED', '2030-03-01 00:00 OPENED', '2030-03-02 00:00 ENDED',
        '2031-02-26 00:00 ANNOUNCED', '2031-03-01 00:00 OPENED', '2031-03-02 00:00 ENDED',
        '2032-02-27 00:00 ANNOUNCED', '2032-03-01 00:00 OPENED', '2032-03-02 00:00 ENDED']],
    ['of nearly a whole year: the next is announced while it is on', period('2026-02-01 00:00', '2027-01-31 00:00'), '2026-06-01 00:00',
      ['2026-01-01 09:00 ANNOUNCED', '2026-02-01 00:00 OPENED', '2027-01-29 00:00 ANNOUNCED',
        '2027-01-31 00:00 ENDED', '2027-02-01 00:00 OPENED', '2028-01-31 00:00 ENDED']],
  ])('%s', (_, declared, now, expected) =>
    expect(stepsOf(declared, at(now)).map((step) => `${cityTime(step.at)} ${step.kind}`)).toEqual(expected)); // prettier-ignore

  test('24 h are notice enough, a second less are not', () => {
    const opens = at('2026-06-08 00:00');
    expect(isShortNotice(opens, at('2026-06-07 00:00'))).toBe(false);
    expect(isShortNotice(opens, new Date(at('2026-06-07 00:00').getTime() + 1_000))).toBe(true);
  });
});

describe('the log', () => {
  let hub: RiskHub;
  beforeEach(async () => {
    hub = await openRiskHub(at('2026-06-01 10:00'));
  });
  afterEach(() => hub.close());

  const week = { from: at('2026-06-08 00:00'), to: at('2026-06-15 00:00') };
  async function declare(input: object = {}): Promise<{ id: string; shortNotice: boolean }> {
    const { data, errors } = await hub.query(
      'mutation ($i: EventPeriodInput!) { declareEventPeriod(input: $i) { id shortNotice } }',
      { i: { name: '示例运动会', areas: [CITY], ...week, ...input } },
    );
    expect(errors).toEqual([]);
    return data.declareEventPeriod;
  }
  const callOff = (id: string) => hub.query(`mutation { endEventPeriod(id: "${id}") { id } }`);
  const page = async (args = '') =>
    (
      await hub.query(`{ periodEvents${args} { pageInfo { endCursor hasNextPage } nodes {
        id cursor at kind name from to industries shortNotice areas { code } period { id endedAt } } } }`)
    ).data.periodEvents;
  const told = async (args = ''): Promise<string[]> =>
    (await page(args)).nodes.map(
      ({ at: moment, kind }: { at: string; kind: string }) => `${cityTime(moment)} ${kind}`,
    );

  test('tells each step once, at its moment, with what the period was', async () => {
    const { id, shortNotice } = await declare({ industries: ['COAL_MINE'] });
    expect(shortNotice).toBe(false);
    await hub.advance(at('2026-06-08 00:00'));
    await hub.advance(at('2026-06-10 00:00'));
    await hub.advance(at('2026-06-15 00:03'));
    await hub.advance(at('2027-06-15 00:03'));
    expect(await told()).toEqual([
      '2026-06-01 10:00 ANNOUNCED',
      '2026-06-08 00:00 OPENED',
      '2026-06-15 00:00 ENDED',
    ]);
    const { nodes } = await page();
    expect(nodes[0]).toMatchObject({
      ...{ name: '示例运动会', from: week.from.toISOString(), to: week.to.toISOString(), shortNotice: false },
      ...{ industries: ['COAL_MINE'], areas: [{ code: CITY }], period: { id, endedAt: null } },
    });
    expect(nodes[1].shortNotice).toBeNull();
  });

  test('of one that begins now it tells both at once, and marks the short notice', async () => {
    expect((await declare({ from: at('2026-05-30 00:00') })).shortNotice).toBe(true);
    expect(await told()).toEqual(['2026-06-01 10:00 ANNOUNCED', '2026-06-01 10:00 OPENED']);
    expect((await page()).nodes[0].shortNotice).toBe(true);
  });

  test('a hub that was away tells all of it when it is back, in order and with the moments at which it was due', async () => {
    await declare({ yearly: true });
    await declare({ name: '另一个', from: at('2026-06-09 00:00'), to: at('2026-06-10 00:00') });
    await hub.startAgain(at('2027-06-20 12:00'));
    await hub.startAgain(at('2027-06-20 12:01'));
    expect(await told()).toEqual([
      ...['2026-06-01 10:00 ANNOUNCED', '2026-06-01 10:00 ANNOUNCED'],
      ...[
        '2026-06-08 00:00 OPENED',
        '2026-06-09 00:00 OPENED',
        '2026-06-10 00:00 ENDED',
        '2026-06-15 00:00 ENDED',
      ],
      ...['2027-06-05 00:00 ANNOUNCED', '2027-06-08 00:00 OPENED', '2027-06-15 00:00 ENDED'],
    ]);
    // nobody was told of the second year in time
    expect((await page()).nodes.map(({ shortNotice }: { shortNotice: boolean }) => shortNotice)).toEqual([
      false,
      false,
      null,
      null,
      null,
      null,
      true,
      null,
      null,
    ]);
  });

  test('called off before it begins, while it is on, and between two years', async () => {
    const before = await declare();
    await hub.advance(at('2026-06-02 10:00'));
    await callOff(before.id);
    const yearly = await declare({ yearly: true });
    await hub.advance(at('2026-07-01 10:00'));
    await callOff(yearly.id);
    const during = await declare({ from: at('2026-07-01 10:00'), to: at('2026-07-09 10:00') });
    await hub.advance(at('2026-07-03 10:00'));
    await callOff(during.id);
    await hub.advance(at('2028-07-03 10:00'));
    expect(await told()).toEqual([
      ...['2026-06-01 10:00 ANNOUNCED', '2026-06-02 10:00 CALLED_OFF'],
      ...[
        '2026-06-02 10:00 ANNOUNCED',
        '2026-06-08 00:00 OPENED',
        '2026-06-15 00:00 ENDED',
        '2026-07-01 10:00 CALLED_OFF',
      ],
      ...['2026-07-01 10:00 ANNOUNCED', '2026-07-01 10:00 OPENED', '2026-07-03 10:00 CALLED_OFF'],
    ]);
    const { nodes } = await page();
    expect(nodes[5]).toMatchObject({ from: at('2027-06-08 00:00').toISOString() });
    expect(nodes[8]).toMatchObject({
      to: at('2026-07-09 10:00').toISOString(),
      period: { endedAt: nodes[8].at },
    });
  });

  test('called off before anybody told that it opened: that is told first', async () => {
    const { id } = await declare();
    hub.goTo(at('2026-06-09 10:00'));
    await callOff(id);
    expect(await told()).toEqual([
      '2026-06-01 10:00 ANNOUNCED',
      '2026-06-08 00:00 OPENED',
      '2026-06-09 10:00 CALLED_OFF',
    ]);
  });

  test('is read by division, above and below, and on from a cursor', async () => {
    await declare({ areas: ['140781100'] });
    await declare({ name: '另一个', areas: ['140781101'] });
    expect(await told('(division: "140781100")')).toHaveLength(1);
    expect(await told('(division: "1407")')).toHaveLength(2);
    expect(await told('(division: "1401")')).toEqual([]);
    const { pageInfo } = await page('(first: 1)');
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = await page(`(after: "${pageInfo.endCursor}")`);
    expect(rest.nodes.map(({ name }: { name: string }) => name)).toEqual(['另一个']);
    const { errors } = await hub.query('{ periodEvents(division: "999999") { nodes { id } } }');
    expect(errors[0]!.extensions!.code).toBe('BAD_USER_INPUT');
  });

  test('a subscription with a cursor gives what was missed, then live, as the pull twin does', async () => {
    await declare();
    const { nodes } = await page();
    await hub.advance(at('2026-06-08 00:00'));
    const listening = hub.listen(
      'subscription ($a: String) { eventPeriodChanged(division: "140781", after: $a) { id cursor at kind } }',
      { a: nodes[0].cursor },
      2,
    );
    await hub.advance(at('2026-06-15 00:00'));
    const { taken } = await listening;
    const pulled = (await page(`(after: "${nodes[0].cursor}")`)).nodes;
    expect(taken.map(({ eventPeriodChanged }) => eventPeriodChanged)).toEqual(
      pulled.map(({ id, cursor, at: moment, kind }: Record<string, string>) => ({
        id,
        cursor,
        at: moment,
        kind,
      })),
    );
    expect(pulled).toHaveLength(2);
  });
});
