import { at } from './support/facts';
import { hazard, openRiskHub, riskPoint, usccOf, type RiskHub } from './support/risk-hub';

// What was sent and could not be read holds the levels of the firms that it names, until it is put right.

let hub: RiskHub;
/** Each test has its own, whose major hazard was closed on 1 June: orange, on the way down to blue. */
const firms = Array.from({ length: 7 }, (_, n) => usccOf(n + 1));
const [A, B, C, D, E, F, G] = firms as [string, string, string, string, string, string, string];

beforeAll(async () => {
  hub = await openRiskHub(at('2026-06-01 10:00'));
  await hub.register(firms.map((uscc) => ({ uscc, division: '140781100' })));
  await hub.send(
    'risk-points',
    firms.map((uscc) => riskPoint(`P ${uscc}`, uscc)),
  );
  await hub.send(
    'hazards',
    firms.map((uscc) => hazard(`H ${uscc}`, uscc, { grade: '重大', dueOn: '2026-06-20' })),
  );
  await hub.advance(at('2026-06-01 11:00'));
  const closed = { state: '已销号', closedAt: '2026-06-01T10:30:00+08:00' };
  const refused = await hub.send(
    'hazards',
    firms.map((uscc) => major(uscc, { ...closed, updatedAt: '2026-06-01T10:30:00+08:00' })),
  );
  expect(refused).toEqual([]);
  await hub.advance(at('2026-06-02 10:00'));
});
afterAll(() => hub.close());

const major = (uscc: string, more: object = {}) =>
  hazard(`H ${uscc}`, uscc, { grade: '重大', dueOn: '2026-06-20', ...more });
/** Opened again, by a word for its state that nobody knows. */
const reopened = (uscc: string, more: object = {}) =>
  major(uscc, { state: '新状态', updatedAt: '2026-06-02T09:00:00+08:00', ...more });
const send = (...items: object[]) => hub.send('hazards', items);
const risk = async (u: string, asOf?: Date) => {
  const { data, errors } = await hub.query(
    `query ($u: USCC!, $t: DateTime) { _entities(representations: [{ __typename: "Enterprise", uscc: $u }]) {
      ... on Enterprise { risk(asOf: $t) { dynamic degraded factors { rule effect evidence } } } } }`,
    { u, t: asOf },
  );
  expect(errors).toEqual([]);
  return data._entities[0].risk;
};
const isHeld = async (u: string): Promise<boolean> => (await risk(u)).degraded;

describe('is over', () => {
  test('when the source sends the same thing in a form that can be read', async () => {
    expect(await send(reopened(C))).toHaveLength(1);
    expect(await isHeld(C)).toBe(true);
    await send(reopened(C, { state: '整改中' }));
    expect(await isHeld(C)).toBe(false);
  });

  test('not by an older version of it, nor by something else of the firm; and not for good', async () => {
    await send(reopened(D));
    await send(reopened(D, { state: '整改中', updatedAt: '2026-06-02T08:00:00+08:00' }));
    await send(hazard('H other', D, { updatedAt: '2026-06-02T10:00:00+08:00' }));
    expect(await isHeld(D)).toBe(true);
    await send(reopened(D, { state: '整改中' }));
    expect(await isHeld(D)).toBe(false);
    await send(reopened(D));
    expect(await isHeld(D)).toBe(true);
  });

  test('only when all of several are', async () => {
    const other = { updatedAt: '2026-06-02T09:00:00+08:00' };
    await send(reopened(E), hazard('H second', E, { ...other, state: '新状态' }));
    await send(reopened(E, { state: '整改中' }));
    expect(await isHeld(E)).toBe(true);
    await send(hazard('H second', E, other));
    expect(await isHeld(E)).toBe(false);
  });
});

test('a record of a firm that the register does not know, or of none, holds nobody and makes no firm', async () => {
  expect(await send(hazard('H-X', usccOf(99), { state: '新状态' }), { id: 'H-Y' })).toHaveLength(2);
  expect(await isHeld(B)).toBe(false);
  const board = await hub.query('{ riskBoard(division: "140781") { unassigned } }');
  expect(board.data.riskBoard.unassigned).toBe(0);
});

test('a record that was refused before its firm was registered holds it once it is', async () => {
  const late = usccOf(98);
  await send(reopened(late));
  await hub.advance(at('2026-06-02 10:00:01'));
  await hub.register([{ uscc: late, division: '140781100' }]);
  await hub.advance(at('2026-06-02 10:00:02'));
  expect(await risk(late)).toMatchObject({
    degraded: true,
    factors: [{ rule: 'INPUT', evidence: expect.stringContaining('state') }],
  });
  await send(reopened(late, { state: '整改中' }));
  expect(await isHeld(late)).toBe(false);
});

test('what holds a firm is not forgotten by what is refused while the register has lost it', async () => {
  const lost = usccOf(97);
  await hub.register([{ uscc: lost, division: '140781100' }]);
  await send(reopened(lost));
  await hub.commit({ facts: [{ kind: 'firm', key: lost }] });
  await send(hazard('H again', lost, { state: '新状态' }));
  await hub.register([{ uscc: lost, division: '140781100' }]);
  expect((await risk(lost)).factors).toMatchObject([{ rule: 'INPUT' }]);
});

test('what raises still raises', async () => {
  await send(reopened(F), hazard('H worse', F, { grade: '重大', dueOn: '2026-06-01' }));
  await hub.advance(at('2026-06-02 10:00:05'));
  expect(await risk(F)).toMatchObject({ dynamic: 'RED_MAJOR', degraded: true });
});

test('a firm whose record was refused is degraded, says why, and does not fall; the others do', async () => {
  await send(reopened(A));
  const { factors, ...level } = await risk(A);
  expect(level).toEqual({ dynamic: 'ORANGE_LARGER', degraded: true });
  expect(factors.at(-1)).toEqual({
    rule: 'INPUT',
    effect: '输入缺失,不下调 · input missing, cannot fall',
    evidence: expect.stringMatching(
      /^dual-prevention hazards: 1条未能读取 · 1 refused since 2026-06-02 10:00:05: state: /,
    ),
  });
  for (const day of ['09', '10', '11']) await hub.advance(at(`2026-06-${day} 00:00`));
  expect([(await risk(A)).dynamic, (await risk(B)).dynamic]).toEqual(['ORANGE_LARGER', 'BLUE_LOW']);
  expect(await risk(A, at('2026-06-02 10:00:04'))).toMatchObject({ degraded: false });

  await send(major(A, { state: '已销号', closedAt: '2026-06-02T10:30:00+08:00', updatedAt: '2026-06-11T00:00:00+08:00' }));
  await hub.advance(at('2026-06-12 00:00'));
  expect(await risk(A)).toMatchObject({ dynamic: 'YELLOW_GENERAL', degraded: false });
}); // prettier-ignore

test('a level is not lowered by hand meanwhile', async () => {
  await send(reopened(G, { updatedAt: '2026-06-11T23:00:00+08:00' }));
  await send(hazard('H worse', G, { grade: '重大', dueOn: '2026-06-30', updatedAt: '2026-06-11T23:00:00+08:00' }));
  const { errors } = await hub.query(
    `mutation { overrideRisk(subject: "${G}", level: BLUE_LOW, reason: "x", basis: "x", clientRequestId: "1",
      until: "2026-06-20T00:00:00+08:00") { id } }`,
  );
  expect(errors[0]!.extensions).toMatchObject({ code: 'CONFLICT' });
}); // prettier-ignore
