import { at } from './support/facts';
import { hazard, openRiskHub, riskPoint, usccOf, type RiskHub } from './support/risk-hub';

const CITY = '140781';
const YIAN = '140781100';
const ZHANGLAN = '140781101';
const [A, B, C, D] = [usccOf(1), usccOf(2), usccOf(3), usccOf(4)] as [string, string, string, string];
const red = { method: 'LEC', l: 10, e: 10, c: 100, s: null };
const LEVELS = ['UNRATED', 'BLUE_LOW', 'YELLOW_GENERAL', 'ORANGE_LARGER', 'RED_MAJOR'];

let hub: RiskHub;
beforeEach(async () => {
  hub = await openRiskHub(at('2026-03-02 10:00'));
  await hub.register([
    { uscc: A, division: YIAN },
    { uscc: B, division: `${ZHANGLAN}001`, committee: 'ZW-03' },
    { uscc: C, division: CITY },
  ]);
});
afterEach(() => hub.close());

const counted = (counts: { level: string; count: number }[]) => {
  expect(counts.map(({ level }) => level)).toEqual(LEVELS);
  return Object.fromEntries(
    counts.filter(({ count }) => count > 0).map(({ level, count }) => [level, count]),
  );
};

const BOARD = /* GraphQL */ `
  query ($d: DivisionCode!, $t: DateTime) {
    riskBoard(division: $d, asOf: $t) {
      asOf
      complete
      unassigned
      openMajorHazards
      overdueHazards
      activePeriods {
        name
      }
      counts {
        level
        count
      }
      children {
        division {
          code
        }
        counts {
          level
          count
        }
      }
    }
  }
`;
const board = async (d: string, t?: Date) => {
  const { data, errors } = await hub.query(BOARD, { d, t });
  expect(errors).toEqual([]);
  return data.riskBoard;
};

describe('riskBoard', () => {
  test('counts every firm once, by child and by level, and loses none that is in no child', async () => {
    await hub.send('risk-points', [riskPoint('P1', A, red), riskPoint('P2', B)]);
    const { counts, children, complete, unassigned, activePeriods } = await board(CITY);
    expect(counted(counts)).toEqual({ UNRATED: 1, BLUE_LOW: 1, RED_MAJOR: 1 });
    expect({ complete, unassigned, activePeriods }).toEqual({
      complete: true,
      unassigned: 0,
      activePeriods: [],
    });
    const rows = Object.fromEntries(
      children.map((row: { division: { code: string }; counts: [] }) => [
        row.division.code,
        counted(row.counts),
      ]),
    );
    expect(Object.keys(rows)).toHaveLength(15);
    expect(rows).toMatchObject({
      [YIAN]: { RED_MAJOR: 1 },
      [ZHANGLAN]: { BLUE_LOW: 1 },
      [CITY]: { UNRATED: 1 },
    });
    expect(rows['140781102']).toEqual({});
  });

  test('is not complete with a firm that nobody can place, nor when a source falls silent', async () => {
    await hub.send('hazards', [hazard('H1', D)]);
    expect(await board(CITY)).toMatchObject({ complete: false, unassigned: 1 });
    await hub.register([{ uscc: D, division: ZHANGLAN }]);
    expect(await board(CITY)).toMatchObject({ complete: true, unassigned: 0 });
    await hub.advance(at('2026-03-02 10:05'), { heard: false });
    expect(await board(CITY)).toMatchObject({ complete: false, unassigned: 0 });
    await hub.advance(at('2026-03-02 10:06'));
    expect(await board(CITY)).toMatchObject({ complete: true });
  });

  test('a hub that was never told anything is not complete', async () => {
    expect((await board(CITY)).complete).toBe(false);
  });

  test('of a county where the register knows no firm is never complete, of a township it may be', async () => {
    await hub.advance(at('2026-03-02 10:01'));
    const [county, above, township] = ['140105', '1407', '140781102'];
    expect(await board(county)).toMatchObject({ complete: false, unassigned: 0 });
    expect(await board(`${county}001`)).toMatchObject({ complete: false });
    expect(await board(above)).toMatchObject({ complete: true });
    expect(await board(township)).toMatchObject({ complete: true });
    const then = at('2026-03-02 10:01');
    await hub.advance(at('2026-03-02 10:02'));
    expect(await board(county, then)).toMatchObject({ complete: false });
    expect(await board(township, then)).toMatchObject({ complete: true });
  });

  test('before a source was first heard the board was not complete, in hindsight too', async () => {
    const heard = new Date(at('2026-03-02 10:00').getTime() + 10_000);
    await hub.advance(heard);
    expect(await board(CITY)).toMatchObject({ complete: true });
    expect(await board(CITY, new Date(heard.getTime() - 5_000))).toMatchObject({ complete: false });
    expect(await board(CITY, heard)).toMatchObject({ complete: true });
  });

  test('asOf shows what was known then, whatever was learnt since', async () => {
    await hub.send('hazards', [hazard('H1', A, { grade: '重大' }), hazard('H2', B, { dueOn: '2026-03-03' })]);
    await hub.advance(at('2026-03-02 12:00'));
    const before = await board(CITY);
    expect(before).toMatchObject({ openMajorHazards: 1, overdueHazards: 0 });
    await hub.advance(at('2026-03-04 00:01'));
    expect(await board(CITY)).toMatchObject({ openMajorHazards: 1, overdueHazards: 1 });
    const closed = {
      state: '已销号',
      closedAt: '2026-03-04T07:00:00+08:00',
      updatedAt: '2026-03-04T07:00:00+08:00',
    };
    await hub.advance(at('2026-03-04 08:00'));
    await hub.send('hazards', [
      hazard('H1', A, { grade: '重大', ...closed }),
      hazard('H2', B, { ...closed }),
    ]);
    await hub.advance(at('2026-03-04 09:00'));
    expect(await board(CITY)).toMatchObject({ openMajorHazards: 0, overdueHazards: 0 });
    expect(await board(CITY, at('2026-03-02 12:00'))).toEqual(before);
    expect(await board(CITY, at('2026-03-04 07:59'))).toMatchObject({
      openMajorHazards: 1,
      overdueHazards: 1,
    });
    expect(await board(CITY, at('2026-03-01 00:00'))).toMatchObject({ complete: false });
  });

  test('the closure rate is of the hazards found in twelve months, as was known at the moment', async () => {
    const RATES = `query ($d: DivisionCode!, $t: DateTime, $refs: [_Any!]!) {
      riskBoard(division: $d, asOf: $t) { hazardClosureRate } _entities(representations: $refs) {
        ... on Enterprise { hazardClosureRate } } }`;
    const rates = async (d = CITY, t?: Date) => {
      const refs = [A, B, C].map((uscc) => ({ __typename: 'Enterprise', uscc }));
      const { data, statements } = await hub.query(RATES, { d, t, refs });
      const firms = data._entities.map((one: { hazardClosureRate: number }) => one.hazardClosureRate);
      return [data.riskBoard.hazardClosureRate, firms, statements];
    };
    const closed = (on: string) => ({
      ...{ state: '已销号', closedAt: `${on}+08:00`, updatedAt: `${on}+08:00` },
    });
    expect(await rates()).toEqual([null, [null, null, null], 0]); // nobody was heard yet
    await hub.send('hazards', [
      hazard('H1', A, closed('2026-03-02T09:00:00')),
      hazard('H2', A),
      hazard('H3', B, { state: '已复查' }),
      // a year and a minute ago, and just within the year
      hazard('H4', B, { foundAt: '2025-03-02T09:59:00+08:00', ...closed('2025-04-01T09:00:00') }),
      hazard('H5', B, { foundAt: '2025-03-02T10:00:01+08:00', ...closed('2025-04-01T09:00:00') }),
    ]);
    expect(await rates()).toEqual([0.5, [0.5, 0.5, null], 2]);
    expect((await rates(ZHANGLAN))[0]).toBe(0.5);
    expect((await rates('140781102'))[0]).toBe(null);
    // one closed, one opened again with a graver grade (which keeps a fact of how it was closed), the old one out of the year
    await hub.advance(at('2026-03-03 10:00'));
    await hub.send('hazards', [
      hazard('H2', A, closed('2026-03-03T09:00:00')),
      hazard('H1', A, { grade: '重大', updatedAt: '2026-03-03T09:30:00+08:00' }),
    ]);
    await hub.advance(at('2026-03-03 11:00'));
    expect((await rates()).slice(0, 2)).toEqual([1 / 3, [0.5, 0, null]]);
    expect((await rates(CITY, at('2026-03-03 10:30')))[0]).toBe(1 / 3);
    const then = new Date(at('2026-03-02 10:00').getTime() + 500);
    expect((await rates(CITY, then))[0]).toBe(0.5);
    expect((await rates(ZHANGLAN, then))[0]).toBe(0.5);
    await hub.advance(at('2026-03-03 11:30'), { heard: false });
    expect((await rates()).slice(0, 2)).toEqual([null, [null, null, null]]);
  });

  test('a silence of the past still shows in the board of that moment', async () => {
    await hub.send('hazards', [hazard('H1', A)]);
    const within = new Date(at('2026-03-02 10:00').getTime() + 20_000);
    await hub.advance(within, { heard: false });
    const then = [await board(CITY), (await firms([A])).firms[0].risk];
    expect(then).toMatchObject([{ complete: true }, { stale: false }]);
    await hub.advance(at('2026-03-02 10:05'), { heard: false });
    await hub.advance(at('2026-03-02 11:00'));
    expect(await board(CITY)).toMatchObject({ complete: true });
    // as it was answered, within the rhythm that the source promises
    expect(await board(CITY, within)).toEqual(then[0]);
    expect((await firms([A], within)).firms[0].risk).toMatchObject({ stale: false });
    expect(await board(CITY, at('2026-03-02 10:30'))).toMatchObject({ complete: false });
  });

  test('an old code shows the division that took its place', async () => {
    expect((await board('140781202')).counts).toEqual((await board('140781103')).counts);
  });
});

const FIRMS = /* GraphQL */ `
  query ($refs: [_Any!]!, $t: DateTime) {
    _entities(representations: $refs) {
      ... on Enterprise {
        risk(asOf: $t) {
          inherent
          dynamic
          score
          since
          ruleSetVersion
          stale
          freshness {
            source
            state
          }
          override {
            by
          }
          factors {
            rule
            evidence
            certainty
            since
            until
          }
        }
        riskHistory(from: "2026-01-01T00:00:00Z") {
          id
          from
          to
          at
        }
        hazards(state: [FOUND, RECTIFYING, OVERDUE]) {
          title
          freshness {
            state
          }
        }
      }
    }
  }
`;
const firms = async (usccs: string[], t?: Date) => {
  const refs = usccs.map((uscc) => ({ __typename: 'Enterprise', uscc }));
  const { data, errors, statements } = await hub.query(FIRMS, { refs, t });
  expect(errors).toEqual([]);
  return { firms: data._entities, statements };
};

describe('Enterprise.risk', () => {
  test('says the level, why, and by which rules', async () => {
    await hub.send('risk-points', [riskPoint('P1', A, red), riskPoint('P2', A)]);
    const [firm] = (await firms([A])).firms;
    expect(firm.risk).toMatchObject({
      inherent: 'RED_MAJOR',
      dynamic: 'RED_MAJOR',
      stale: false,
      override: null,
    });
    expect(firm.risk.factors[0]).toMatchObject({ rule: 'R01', certainty: 'L' });
    expect(firm.risk.freshness).toEqual({ source: 'dual-prevention', state: 'FRESH' });
    expect(firm.riskHistory).toMatchObject([{ from: 'UNRATED', to: 'RED_MAJOR' }]);
  });

  test('is UNRATED for a registered firm without facts, and null for one that the register does not know', async () => {
    await hub.send('risk-points', [riskPoint('P1', D, red)]);
    const [c, d] = (await firms([C, D])).firms;
    expect(c.risk.dynamic).toBe('UNRATED');
    expect(d.risk).toBeNull();
  });

  test('is stale while a source behind it is late, then unknown, and the level stays', async () => {
    await hub.send('risk-points', [riskPoint('P1', A, red)]);
    const seen = async () => {
      const { dynamic, stale, freshness } = (await firms([A])).firms[0].risk;
      return { dynamic, stale, freshness: freshness.state };
    };
    expect(await seen()).toEqual({ dynamic: 'RED_MAJOR', stale: false, freshness: 'FRESH' });
    await hub.advance(at('2026-03-02 10:01'), { heard: false });
    expect(await seen()).toEqual({ dynamic: 'RED_MAJOR', stale: true, freshness: 'STALE' });
    await hub.advance(at('2026-03-02 10:10'), { heard: false });
    expect(await seen()).toEqual({ dynamic: 'RED_MAJOR', stale: true, freshness: 'UNKNOWN' });
    await hub.advance(at('2026-03-02 10:11'));
    expect(await seen()).toEqual({ dynamic: 'RED_MAJOR', stale: false, freshness: 'FRESH' });
    const then = (await firms([A], at('2026-03-02 10:05'))).firms[0].risk;
    expect(then).toMatchObject({ stale: true, freshness: { source: 'dual-prevention', state: 'UNKNOWN' } });
  });

  test('no level steps down over a midnight at which the hub itself was away', async () => {
    const seen = async () => {
      const { dynamic, stale } = (await firms([A])).firms[0].risk;
      return [dynamic, stale];
    };
    await hub.send('risk-points', [riskPoint('P1', A, red)]);
    await hub.send('risk-points', [riskPoint('P1', A, { updatedAt: '2026-03-02T09:00:00+08:00' })]);
    await hub.startAgain(at('2026-03-04 08:00'));
    expect(await seen()).toEqual(['RED_MAJOR', true]);
    await hub.advance(at('2026-03-04 08:01'));
    expect(await seen()).toEqual(['RED_MAJOR', false]);
    await hub.advance(at('2026-03-04 23:59'));
    await hub.startAgain(at('2026-03-05 00:00'));
    expect(await seen()).toEqual(['RED_MAJOR', true]);
    await hub.advance(at('2026-03-05 00:01'));
    await hub.advance(at('2026-03-05 23:59'));
    await hub.advance(at('2026-03-06 00:00'));
    expect(await seen()).toEqual(['ORANGE_LARGER', false]);
    expect(await board(CITY, at('2026-03-03 12:00'))).toMatchObject({ complete: false });
  });

  test('asOf answers as fresh as it was answered then', async () => {
    await hub.send('risk-points', [riskPoint('P1', A)]);
    const ASKED = `query ($refs: [_Any!]!, $t: DateTime) { _entities(representations: $refs) { ... on Enterprise {
      risk(asOf: $t) { stale freshness { source state observedAt receivedAt } } } } }`;
    const asked = async (t?: Date) => {
      const refs = [{ __typename: 'Enterprise', uscc: A }];
      return (await hub.query(ASKED, { refs, t })).data._entities[0].risk;
    };
    const heard = at('2026-03-02 10:00').getTime();
    const then: [Date, object][] = [];
    for (const second of [10, 35, 70, 80, 300]) {
      const moment = new Date(heard + second * 1000);
      await hub.advance(moment, { heard: false });
      then.push([moment, await asked()]);
    }
    expect(then.map(([, answer]) => answer)).toMatchObject([
      { stale: false, freshness: { state: 'FRESH' } },
      { stale: true, freshness: { state: 'STALE', receivedAt: new Date(heard).toISOString() } },
      { stale: true, freshness: { state: 'STALE' } },
      { stale: true, freshness: { state: 'UNKNOWN', observedAt: new Date(heard).toISOString() } },
      { stale: true, freshness: { state: 'UNKNOWN' } },
    ]);
    await hub.advance(at('2026-03-02 12:00'));
    expect(await asked(then[0]![0])).toMatchObject({ stale: false, freshness: { state: 'FRESH' } });
    for (const [moment, answer] of then.slice(1)) expect(await asked(moment)).toEqual(answer);
  });

  test('asOf answers with what the hub knew then', async () => {
    await hub.send('risk-points', [riskPoint('P1', A)]);
    await hub.advance(at('2026-03-02 11:00'));
    await hub.send('risk-points', [riskPoint('P1', A, { ...red, updatedAt: '2026-03-02T10:59:00+08:00' })]);
    expect((await firms([A])).firms[0].risk.dynamic).toBe('RED_MAJOR');
    expect((await firms([A], at('2026-03-02 10:30'))).firms[0].risk.dynamic).toBe('BLUE_LOW');
    expect((await firms([A], at('2026-03-02 09:00'))).firms[0].risk).toBeNull();
  });
});

describe('Enterprise.promises', () => {
  const PROMISES = `query ($refs: [_Any!]!, $n: Int) { _entities(representations: $refs) { ... on Enterprise {
    promises(last: $n) { id on publishedAt freshness { state } } } } }`;
  const asked = (n?: number) =>
    hub.query(PROMISES, { refs: [A, B].map((uscc) => ({ __typename: 'Enterprise', uscc })), n });
  const promise = (uscc: string, on: string) => ({
    ...{ id: `${uscc} ${on}`, uscc, on, publishedAt: `${on}T08:00:00+08:00` },
    updatedAt: `${on}T08:00:00+08:00`,
  });
  const days = (count: number) =>
    Array.from({ length: count }, (_, day) => `2026-02-${String(28 - day).padStart(2, '0')}`);

  test('are the last ones, the newest first, in one statement for all firms', async () => {
    expect((await asked()).data._entities).toEqual([{ promises: null }, { promises: null }]);
    await hub.send(
      'promises',
      days(9)
        .map((on) => promise(A, on))
        .reverse(),
    );
    const { data, statements } = await asked();
    expect(statements).toBe(1);
    expect(data._entities[1]).toEqual({ promises: [] });
    expect(data._entities[0].promises.map(({ on }: { on: string }) => on)).toEqual(days(7));
    const [newest] = (await asked(1)).data._entities[0].promises;
    expect(newest).toMatchObject({ on: '2026-02-28', publishedAt: '2026-02-28T00:00:00.000Z' });
    expect(newest.freshness).toEqual({ state: 'FRESH' });
    expect((await asked(501)).errors[0]!.message).toContain('last');
  });

  test('a hazchem firm that never gave any is flagged, but only once some firm gave one', async () => {
    const plants = [usccOf(71), usccOf(72), usccOf(73)];
    await hub.register([
      ...plants.map((uscc) => ({ uscc, division: CITY, industry: 'HAZMAT' })),
      { uscc: usccOf(74), division: CITY },
    ]);
    const flagged = async () => {
      const refs = [...plants, usccOf(74)].map((uscc) => ({ __typename: 'Enterprise', uscc }));
      const { data } = await hub.query(
        `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Enterprise {
           risk { dynamic factors { rule evidence } } } } }`,
        { refs },
      );
      return data._entities.map(({ risk }: any) =>
        risk.factors
          .filter(({ rule }: any) => rule === 'R19')
          .map(({ evidence }: any) => `${risk.dynamic}: ${evidence}`),
      );
    };
    for (const noon of ['2026-03-07 12:00', '2026-03-08 12:00', '2026-03-09 12:00']) {
      await hub.advance(at(noon));
      expect(await flagged()).toEqual([[], [], [], []]);
    }

    await hub.send('promises', [promise(plants[0]!, '2026-03-09')]);
    await hub.advance(at('2026-03-09 12:01'));
    await hub.advance(at('2026-03-10 09:59'));
    expect(await flagged()).toEqual([[], [], [], []]);
    await hub.send('promises', [promise(plants[0]!, '2026-03-10'), promise(plants[1]!, '2026-03-10')]);
    await hub.advance(at('2026-03-10 10:00'));
    const none = ['UNRATED: 从未公告 · none was ever given, dual-prevention'];
    expect(await flagged()).toEqual([[], [], none, []]);
    // three days running raise who stopped giving them, and not who never did
    await hub.advance(at('2026-03-13 10:00'));
    const stopped = ['YELLOW_GENERAL: 最近承诺 · last promise 2026-03-10, dual-prevention'];
    expect(await flagged()).toEqual([stopped, stopped, none, []]);
    await hub.send('promises', [promise(plants[2]!, '2026-03-13')]);
    expect((await flagged())[2]).toEqual([]);
  });
});

const CHANGES = /* GraphQL */ `
  query ($f: RiskFilter, $a: String, $n: Int) {
    riskChanges(filter: $f, after: $a, first: $n) {
      total
      nodes {
        id
        cursor
        at
        from
        to
        direction
        enterprise {
          uscc
        }
        division {
          code
        }
        causes {
          rule
          basis
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;
interface Change {
  id: string;
  cursor: string;
  from: string | null;
  to: string;
}
const changes = async (f: object | null, a: string | null = null, n = 100) => {
  const { data, errors } = await hub.query(CHANGES, { f, a, n });
  expect(errors).toEqual([]);
  return data.riskChanges as {
    nodes: Change[];
    total: number;
    pageInfo: { endCursor: string; hasNextPage: boolean };
  };
};
const moves = ({ nodes }: { nodes: Change[] }) => nodes.map(({ from, to }) => `${from} → ${to}`);

const LEVEL_CHANGED = /* GraphQL */ `
  subscription ($f: RiskFilter, $a: String) {
    riskLevelChanged(filter: $f, after: $a) {
      id
      cursor
      from
      to
    }
  }
`;

describe('the log of changes', () => {
  /** Up to red at once, and then down one colour a day. */
  async function riseAndFall(): Promise<void> {
    await hub.send('risk-points', [riskPoint('P1', A, red), riskPoint('P2', B)]);
    await hub.advance(at('2026-03-02 11:00'));
    await hub.send('risk-points', [riskPoint('P1', A, { updatedAt: '2026-03-02T10:59:00+08:00' })]);
    for (const day of ['03', '04', '05', '06']) {
      await hub.advance(at(`2026-03-${day} 00:00`));
      await hub.advance(at(`2026-03-${day} 00:01`));
    }
  }

  test('minLevel hears the stand-down from it as well as the rise to it, and nothing below', async () => {
    await riseAndFall();
    expect(moves(await changes({ uscc: [A] }))).toEqual([
      'UNRATED → RED_MAJOR',
      'RED_MAJOR → ORANGE_LARGER',
      'ORANGE_LARGER → YELLOW_GENERAL',
      'YELLOW_GENERAL → BLUE_LOW',
    ]);
    const orange = await changes({ division: CITY, minLevel: 'ORANGE_LARGER' });
    expect(moves(orange)).toEqual([
      'UNRATED → RED_MAJOR',
      'RED_MAJOR → ORANGE_LARGER',
      'ORANGE_LARGER → YELLOW_GENERAL',
    ]);
    expect(orange.total).toBe(3);
    expect(moves(await changes({ direction: 'UP', minLevel: 'ORANGE_LARGER' }))).toEqual([
      'UNRATED → RED_MAJOR',
    ]);
    expect(moves(await changes({ division: ZHANGLAN }))).toEqual(['UNRATED → BLUE_LOW']);
    expect(moves(await changes({ committee: 'ZW-03' }))).toEqual(['UNRATED → BLUE_LOW']);
    expect(moves(await changes({ industry: ['COAL_MINE'] }))).toEqual([]);
  });

  test('a firm that goes elsewhere is heard once more by who asked for where it was', async () => {
    await hub.send('risk-points', [riskPoint('P1', A, red)]);
    const { pageInfo } = await changes(null);
    const since = pageInfo.endCursor;
    const listening = hub.listen(
      LEVEL_CHANGED,
      { f: { division: YIAN, minLevel: 'RED_MAJOR' }, a: since },
      1,
    );
    await hub.register([{ uscc: A, division: ZHANGLAN, committee: 'ZW-09' }]);
    const asked = async (f: object) =>
      (
        await hub.query(
          `query ($f: RiskFilter, $a: String) { riskChanges(filter: $f, after: $a) {
            total nodes { id from to moved division { code } movedFrom { code } causes { rule effect basis evidence } } } }`,
          { f, a: since },
        )
      ).data.riskChanges.nodes;
    const [left] = await asked({ division: YIAN });
    expect(left).toMatchObject({
      ...{ from: 'RED_MAJOR', to: 'RED_MAJOR', moved: true },
      ...{ division: { code: ZHANGLAN }, movedFrom: { code: YIAN } },
      causes: [
        {
          rule: 'MOVED',
          effect: expect.stringContaining('等级不变'),
          basis: expect.stringContaining('register'),
          evidence: '区划 division 140781100 义安镇 → 140781101 张兰镇; 专委会 committee 无 none → ZW-09',
        },
      ],
    });
    for (const place of [{ division: ZHANGLAN }, { division: CITY }, { committee: 'ZW-09' }])
      expect(await asked(place)).toEqual([left]);
    expect(await asked({ division: YIAN, committee: 'ZW-09' })).toEqual([]);
    expect(await asked({ division: YIAN, direction: 'DOWN' })).toEqual([left]);
    expect((await listening).taken).toMatchObject([{ riskLevelChanged: { id: left.id } }]);
    const filed = await hub.query('query ($id: ID!) { riskChange(id: $id) { moved movedFrom { code } } }', {
      id: left.id,
    });
    expect(filed.data.riskChange).toEqual({ moved: true, movedFrom: { code: YIAN } });
    await hub.register([{ uscc: A, division: ZHANGLAN, committee: 'ZW-09' }]);
    expect(await asked({ division: ZHANGLAN })).toEqual([left]);
  });

  test('many that go elsewhere at once are one batch, of the move; a change of level keeps its own cause', async () => {
    const many = Array.from({ length: 22 }, (_, n) => usccOf(n + 10));
    await hub.register(many.map((uscc) => ({ uscc, division: YIAN })));
    const since = (await changes(null)).pageInfo.endCursor;
    const batches = hub.listen(
      'subscription ($d: DivisionCode!) { riskBatch(division: $d) { id cause changed } }',
      { d: YIAN },
      1,
    );
    await new Promise((resolve) => setTimeout(resolve, 200)); // a stream without a cursor begins when it is open
    await hub.commit({ subjects: many.map((uscc) => ({ uscc, industry: 'HOTEL' })) });
    const { data } = await hub.query(
      `query ($a: String) { riskChanges(after: $a) { nodes { batchId moved causes { rule evidence } } } }`,
      { a: since },
    );
    const { nodes } = data.riskChanges;
    expect(nodes).toHaveLength(22);
    const [{ batchId }] = nodes;
    const causes = [{ rule: 'MOVED', evidence: '行业 industry CATERING 餐饮 → HOTEL 旅店' }];
    expect(nodes).toEqual(nodes.map(() => ({ batchId, moved: true, causes })));
    expect((await batches).taken).toEqual([{ riskBatch: { id: batchId, cause: 'MOVED', changed: 22 } }]);
    const before = (await changes(null)).pageInfo.endCursor;
    await hub.send('risk-points', [riskPoint('P1', many[0]!, red)]);
    await hub.register([{ uscc: many[0]!, division: ZHANGLAN }]);
    const both = await hub.query(
      `query ($a: String) { riskChanges(after: $a) { nodes { from to causes { rule } } } }`,
      { a: before },
    );
    expect(both.data.riskChanges.nodes.map(({ causes }: { causes: object[] }) => causes)).toEqual([
      [{ rule: 'R01' }],
      [{ rule: 'MOVED' }],
    ]);
  });

  test('pages follow one another without gap or repeat, and an empty page still leads on', async () => {
    await riseAndFall();
    const whole = await changes(null);
    const paged: Change[] = [];
    let cursor: string | null = null;
    for (let more = true; more;) {
      const { nodes, pageInfo } = await changes(null, cursor, 2);
      paged.push(...nodes);
      cursor = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(paged).toEqual(whole.nodes);
    const nothing = await changes({ uscc: [C] }, cursor);
    expect(nothing.nodes).toEqual([]);
    await hub.send('risk-points', [riskPoint('P9', C, red)]);
    expect(moves(await changes(null, nothing.pageInfo.endCursor))).toEqual(['UNRATED → RED_MAJOR']);
  });

  test('the stream says the same as its pull twin: what was missed, then live, without a seam', async () => {
    await riseAndFall();
    const filter = { minLevel: 'ORANGE_LARGER' };
    const pulled = (await changes(filter)).nodes;
    const listening = hub.listen(LEVEL_CHANGED, { f: filter, a: pulled[0]!.cursor }, pulled.length);
    await hub.send('risk-points', [riskPoint('P9', B, { ...red, assessedOn: '2026-03-06' })]);
    const { taken } = await listening;
    const streamed = taken.map(({ riskLevelChanged }) => riskLevelChanged as unknown as Change);
    expect(streamed.map(({ id, cursor }) => ({ id, cursor }))).toEqual(
      (await changes(filter, pulled[0]!.cursor)).nodes.map(({ id, cursor }) => ({ id, cursor })),
    );
    expect(streamed.at(-1)).toMatchObject({ from: 'BLUE_LOW', to: 'RED_MAJOR' });
  });

  test('a change can be read again by its key, and is the same', async () => {
    await riseAndFall();
    const fields =
      '{ id cursor at from to direction causes { rule basis } enterprise { uscc } division { code } }';
    const { nodes } = await changes({ uscc: [A] });
    for (const node of nodes) {
      const { data } = await hub.query(`query ($id: ID!) { riskChange(id: $id) ${fields} }`, { id: node.id });
      expect(data.riskChange).toEqual(node);
    }
    expect((await hub.query('{ riskChange(id: "none") { id } }')).data).toEqual({ riskChange: null });
  });

  test('a cause that moves many is one message', async () => {
    const many = Array.from({ length: 30 }, (_, n) => usccOf(100 + n));
    await hub.register(many.map((uscc) => ({ uscc, division: YIAN })));
    const listening = hub.listen(
      'subscription ($d: DivisionCode!) { riskBatch(division: $d) { id cause changed byLevel { level count } } }',
      { d: YIAN },
      1,
    );
    await new Promise((resolve) => setTimeout(resolve, 200)); // a stream without a cursor begins when it is open
    await hub.send(
      'risk-points',
      many.map((uscc, n) => riskPoint(`M${n}`, uscc, red)),
    );
    const [{ riskBatch }] = (await listening).taken as unknown as [{ riskBatch: { id: string } }];
    expect(riskBatch).toMatchObject({
      cause: 'R01',
      changed: 30,
      byLevel: [{ level: 'RED_MAJOR', count: 30 }],
    });
  });
});

const HAZARDS = /* GraphQL */ `
  query ($f: HazardFilter!, $n: Int, $a: String) {
    hazards(filter: $f, first: $n, after: $a) {
      total
      nodes {
        id
        state
        dueOn
        grade
        enterprise {
          uscc
        }
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`;
const hazardIds = async (f: object) => {
  const { data, errors } = await hub.query(HAZARDS, { f });
  expect(errors).toEqual([]);
  expect(data.hazards.total).toBe(data.hazards.nodes.length);
  return data.hazards.nodes.map(({ id }: { id: string }) => id);
};
const HAZARD_CHANGED = /* GraphQL */ `
  subscription ($f: HazardFilter!, $a: String) {
    hazardChanged(filter: $f, after: $a) {
      id
      cursor
      at
      kind
      previous
      grade
      hazard {
        id
        state
      }
    }
  }
`;

describe('hazards', () => {
  test('are listed by due date and filtered by place, committee, grade and state', async () => {
    await hub.send('hazards', [
      hazard('H1', A, { dueOn: '2026-03-09' }),
      hazard('H2', A, { dueOn: '2026-03-07', grade: '重大', state: '已提交' }),
      hazard('H3', B, { dueOn: '2026-03-08' }),
      hazard('H4', C, { dueOn: '2026-03-01' }),
    ]);
    expect(await hazardIds({})).toEqual(['H4', 'H2', 'H3', 'H1']);
    expect(await hazardIds({ division: YIAN })).toEqual(['H2', 'H1']);
    expect(await hazardIds({ committee: 'ZW-03' })).toEqual(['H3']);
    expect(await hazardIds({ committee: '' })).toEqual([]);
    expect(await hazardIds({ grade: 'MAJOR' })).toEqual(['H2']);
    expect(await hazardIds({ state: ['OVERDUE'] })).toEqual(['H4']);
    const first = await hub.query(HAZARDS, { f: {}, n: 3 });
    const { endCursor } = first.data.hazards.pageInfo;
    const rest = await hub.query(HAZARDS, { f: {}, n: 3, a: endCursor });
    expect(rest.data.hazards.nodes.map(({ id }: { id: string }) => id)).toEqual(['H1']);
    const other = await hub.query(HAZARDS, { f: { grade: 'MAJOR' }, a: endCursor });
    expect(other.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('become overdue when the day of the due date is over in the city, and say so once', async () => {
    await hub.send('hazards', [hazard('H1', A, { grade: '重大', dueOn: '2026-03-05' })]);
    await hub.advance(at('2026-03-05 23:59'));
    expect(await hazardIds({ state: ['OVERDUE'] })).toEqual([]);
    await hub.advance(at('2026-03-06 00:00'));
    expect(await hazardIds({ state: ['OVERDUE'] })).toEqual(['H1']);
    expect((await firms([A])).firms[0].risk.dynamic).toBe('RED_MAJOR');
    await hub.advance(at('2026-03-06 00:05'));
    // the platform sends the page again, and still calls it 整改中
    await hub.send('hazards', [hazard('H1', A, { grade: '重大', dueOn: '2026-03-05' })]);
    const { database } = hub;
    const events = await database.query(
      `select at, payload from hub.event where topic = 'hazard' order by seq`,
    );
    expect(events).toMatchObject([
      { payload: { kind: 'RECTIFYING', previous: null } },
      { at: at('2026-03-06 00:00'), payload: { kind: 'OVERDUE', previous: 'RECTIFYING', grade: 'MAJOR' } },
    ]);
    expect(events).toHaveLength(2);
  });

  test('are overdue until they are closed, also when submitted, wherever one looks', async () => {
    await hub.send('hazards', [
      hazard('H1', A, { grade: '重大', dueOn: '2026-03-05', state: '已提交' }),
      hazard('H2', B, { dueOn: '2026-03-05', state: '已复查' }),
    ]);
    await hub.advance(at('2026-03-06 00:00'));
    expect(await hazardIds({ state: ['OVERDUE'] })).toEqual(['H1', 'H2']);
    expect(await board(CITY)).toMatchObject({ openMajorHazards: 1, overdueHazards: 2 });
    expect((await firms([A])).firms[0].risk.dynamic).toBe('RED_MAJOR');
    const { data } = await hub.query('{ hazard(id: "H1") { state reportedState } }');
    expect(data.hazard).toEqual({ state: 'OVERDUE', reportedState: 'SUBMITTED' });
    await hub.advance(at('2026-03-06 09:00'));
    expect(await board(CITY, at('2026-03-05 23:59'))).toMatchObject({ overdueHazards: 0 });
    expect(await board(CITY, at('2026-03-06 00:00'))).toMatchObject({ overdueHazards: 2 });
  });

  test('what leaves a state is heard by who asked for that state', async () => {
    const start = hub.cursors.encodeSeq(0);
    await hub.send('hazards', [hazard('H1', A, { dueOn: '2026-03-01' }), hazard('H2', B)]);
    const after = '2026-03-02T09:30:00+08:00';
    await hub.send('hazards', [hazard('H1', A, { state: '已销号', closedAt: after, updatedAt: after })]);
    const { taken } = await hub.listen(HAZARD_CHANGED, { f: { state: ['OVERDUE'] }, a: start }, 2);
    expect(taken.map(({ hazardChanged }) => hazardChanged)).toMatchObject([
      { kind: 'OVERDUE', previous: null, hazard: { id: 'H1', state: 'CLOSED' } },
      { kind: 'CLOSED', previous: 'OVERDUE' },
    ]);
    const { data } = await hub.query(
      `query ($f: HazardFilter!, $a: String) { hazardEvents(filter: $f, after: $a) {
         nodes { id cursor at kind previous grade hazard { id state } } } }`,
      { f: { state: ['OVERDUE'] }, a: start },
    );
    expect(data.hazardEvents.nodes).toEqual(taken.map(({ hazardChanged }) => hazardChanged));
    const [firm] = (await firms([A])).firms;
    expect(firm.hazards).toEqual([]);
    const elsewhere = await hub.listen(HAZARD_CHANGED, { f: { division: ZHANGLAN }, a: start }, 1);
    expect(elsewhere.taken).toMatchObject([{ hazardChanged: { hazard: { id: 'H2' } } }]);
  });

  test('a closed one ends its fact, and an older record that comes late does not open it again', async () => {
    const closed = '2026-03-02T09:30:00+08:00';
    await hub.send('hazards', [hazard('H1', A, { state: '已销号', closedAt: closed, updatedAt: closed })]);
    await hub.send('hazards', [hazard('H1', A)]);
    expect(await hub.query('{ hazard(id: "H1") { state closedAt enterprise { uscc } } }')).toMatchObject({
      data: { hazard: { state: 'CLOSED', closedAt: '2026-03-02T01:30:00.000Z', enterprise: { uscc: A } } },
    });
    expect(
      await hub.database.query(`select true_to from hub.fact where kind = 'hazard' and known_to is null`),
    ).toEqual([{ true_to: new Date('2026-03-02T01:30:00Z') }]);
  });

  test('one that is opened again with more time holds what it set off when it was overdue', async () => {
    const major = (more: object) => hazard('H1', A, { grade: '重大', dueOn: '2026-03-01', ...more });
    const [closed, again] = ['2026-03-02T09:30:00+08:00', '2026-03-02T09:40:00+08:00'];
    await hub.send('hazards', [major({})]);
    await hub.send('hazards', [major({ state: '已销号', closedAt: closed, updatedAt: closed })]);
    await hub.send('hazards', [major({ dueOn: '2026-03-30', updatedAt: again })]);
    const levelAfter = async (midnight: Date) => {
      for (let seconds = -20; seconds <= 10; seconds += 10)
        await hub.advance(new Date(midnight.getTime() + seconds * 1_000));
      return (await firms([A])).firms[0].risk.dynamic;
    };
    expect(await levelAfter(at('2026-03-03 00:00'))).toBe('RED_MAJOR');
    expect(await levelAfter(at('2026-03-10 00:00'))).toBe('ORANGE_LARGER');
    expect(await board(CITY)).toMatchObject({ openMajorHazards: 1, overdueHazards: 0 });
    expect(await board(CITY, at('2026-03-10 00:00'))).toMatchObject({ openMajorHazards: 1 });
  });
});

describe('risk points, checks and rules', () => {
  test('a point off its scale is refused with the reason, and the rest of the page goes on', async () => {
    const refused = await hub.send('risk-points', [riskPoint('P1', A, { l: 9 }), riskPoint('P2', A, red)]);
    expect(refused).toEqual(['LS_5.l: 9 is not on the scale 1, 2, 3, 4, 5']);
    const { data } = await hub.query(
      'query ($u: USCC!) { riskPoints(enterprise: $u) { id value level controls } }',
      {
        u: A,
      },
    );
    expect(data.riskPoints).toEqual([
      { id: 'P2', value: 10_000, level: 'RED_MAJOR', controls: ['示例措施'] },
    ]);
  });

  test('points come worst first; a firm without any has none, an unknown firm is null', async () => {
    await hub.send('risk-points', [
      riskPoint('P1', A),
      riskPoint('P2', A, red),
      riskPoint('P3', A, { l: 3, s: 4 }),
    ]);
    const points = 'query ($u: USCC!) { riskPoints(enterprise: $u) { id } }';
    const read = async (u: string) => (await hub.query(points, { u })).data.riskPoints;
    expect(await read(A)).toEqual([{ id: 'P2' }, { id: 'P3' }, { id: 'P1' }]);
    expect(await read(B)).toEqual([]);
    expect(await read(D)).toBeNull();
  });

  test('a check leads to its firm and hazards, and says whether it counts toward the cap', async () => {
    await hub.send('hazards', [hazard('H1', A)]);
    const check = {
      uscc: A,
      kind: 'ADMIN_INSPECTION',
      authority: '示例执法队',
      offSite: false,
      on: '2026-03-01',
    };
    const more = { hazardIds: ['H1', 'H-unknown'], updatedAt: '2026-03-01T18:00:00+08:00' };
    await hub.send('checks', [
      { id: 'K1', trigger: 'PLAN', ...check, ...more },
      { id: 'K2', trigger: 'COMPLAINT', ...check, ...more },
      { id: 'K3', trigger: 'PLAN', ...check, ...more, kind: 'EXPERT_SERVICE' },
      { id: 'K4', trigger: 'PLAN', ...check, ...more, offSite: true },
    ]);
    const refs = ['K1', 'K2', 'K3', 'K4', 'K9'].map((id) => ({ __typename: 'CheckRecord', id }));
    const { data } = await hub.query(
      `query ($refs: [_Any!]!) { _entities(representations: $refs) {
        ... on CheckRecord { id on countsTowardCap enterprise { uscc } hazards { id title } } } }`,
      { refs },
    );
    expect(data._entities[0]).toEqual({
      ...{ id: 'K1', on: '2026-03-01', countsTowardCap: true, enterprise: { uscc: A } },
      hazards: [{ id: 'H1', title: '示例隐患' }],
    });
    expect(
      data._entities.slice(1, 4).map((one: { countsTowardCap: boolean }) => one.countsTowardCap),
    ).toEqual([...[false, false, false]]);
    expect(data._entities[4]).toBeNull();
  });

  test('the rule set in force names its rules with basis and certainty', async () => {
    const { data } = await hub.query(
      '{ ruleSet { version state rules { id titleZh when effect basis certainty } } ruleSets { version state } }',
    );
    expect(data.ruleSet).toMatchObject({
      version: expect.stringContaining('cn-sx-2019'),
      state: 'ACTIVE',
    });
    expect(data.ruleSet.rules.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([
        'R01',
        'R05',
        'R10',
        'R13',
        'R14',
        'R16',
        'R17',
        'R18',
        'R19',
        'R20',
        'R21',
        'R30',
      ]),
    );
    expect(data.ruleSets).toEqual([
      { version: data.ruleSet.version, state: 'ACTIVE' },
      { version: expect.stringContaining('cn-sx-default'), state: 'APPROVED' },
    ]);
    expect((await hub.query('{ ruleSet(version: "none") { version } }')).data).toEqual({ ruleSet: null });
  });
});

describe('statements', () => {
  test('their number does not grow with firms, hazards or divisions', async () => {
    const many = Array.from({ length: 120 }, (_, n) => usccOf(500 + n));
    const small = await firms([A, B]);
    const smallBoard = await hub.query(BOARD, { d: CITY });
    await hub.register(many.map((uscc) => ({ uscc, division: YIAN })));
    await hub.send(
      'hazards',
      many.map((uscc, n) => hazard(`G${n}`, uscc)),
    );
    expect((await firms(many)).statements).toBe(small.statements);
    expect(small.statements).toBeLessThanOrEqual(4);
    const bigBoard = await hub.query(BOARD, { d: CITY });
    expect(bigBoard.statements).toBe(smallBoard.statements);
    expect(bigBoard.statements).toBeLessThanOrEqual(4);
    const boards = (codes: string[]) =>
      hub.query(
        `query ($refs: [_Any!]!) { _entities(representations: $refs) {
          ... on AdminDivision { code risk { complete counts { count } openMajorHazards } } } }`,
        { refs: codes.map((code) => ({ __typename: 'AdminDivision', code })) },
      );
    const several = await boards([CITY, YIAN, ZHANGLAN, '140781102', '1407']);
    expect(several.statements).toBe((await boards([CITY])).statements);
    expect(several.data._entities[0].risk.counts).toEqual(several.data._entities[4].risk.counts);
  });
});

describe('wrong input names its argument', () => {
  test.each([
    ['{ riskBoard(division: "990000") { asOf } }', 'division'],
    ['{ riskBoard(division: "140781", asOf: "2030-01-01T00:00:00Z") { asOf } }', 'asOf'],
    ['{ riskChanges(filter: { division: "990000" }) { total } }', 'filter.division'],
    ['{ riskChanges(filter: { industry: ["COAL_MINE", "COAL"] }) { total } }', 'filter.industry[1]'],
    ['{ riskChanges(first: 501) { total } }', 'first'],
    ['{ riskChanges(first: -1) { total } }', 'first'],
    ['{ riskChanges(after: "forged") { total } }', 'after'],
    ['{ hazards(filter: { division: "99" }) { total } }', 'filter.division'],
    ['{ hazards(filter: {}, first: 501) { total } }', 'first'],
    ['{ hazards(filter: {}, after: "forged") { total } }', 'after'],
    ['{ eventPeriods(division: "990000") { id } }', 'division'],
  ])('%s', async (query, argument) => {
    const { errors, data } = await hub.query(query);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(Object.values(data)).toEqual([null]);
  });

  test('a subscription to an unknown division or industry, or with a forged cursor, is refused', async () => {
    const unknown = await hub.listen(LEVEL_CHANGED, { f: { division: '990000' } }, 1);
    expect(unknown.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'filter.division' } },
    ]);
    const misspelt = await hub.listen(LEVEL_CHANGED, { f: { industry: ['coal_mine'] } }, 1);
    expect(misspelt.errors).toMatchObject([{ extensions: { argument: 'filter.industry[0]' } }]);
    const forged = await hub.listen(LEVEL_CHANGED, { a: 'forged' }, 1);
    expect(forged.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'after' } }]);
  });
});
