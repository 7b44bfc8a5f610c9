import { capFaults, capMessage } from './support/cap-rules';
import { after, minutes, sendTo, START, warning } from './support/command-records';
import { emptyDatabase, openSliceDatabase, openSliceHub, type SliceHub } from './support/slice-hub';

const COUNTY = '140781';
const YIAN = '140781100';

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

const warnings = async (args: string, fields = 'id'): Promise<any[]> => {
  const { data, errors } = await hub.query(`{ warnings(${args}) { ${fields} } }`);
  expect(errors).toEqual([]);
  return data.warnings;
};
const ids = async (args: string) => (await warnings(args)).map(({ id }) => id);

test('what is in force is told by the clock, to the moment, whether or not anything was swept', async () => {
  await send(
    'warnings',
    warning('now'),
    warning('later', { effective: minutes(20), expires: minutes(40) }),
    warning('open-ended', { expires: null, effective: minutes(-50) }),
    warning('lifted', { liftedAt: minutes(-10), updatedAt: minutes(-10) }),
    warning('lapsed', { expires: minutes(-10) }),
  );
  expect(await ids(`division: "${COUNTY}"`)).toEqual(['open-ended', 'now']);
  expect(await ids(`division: "${COUNTY}", active: false`)).toEqual(['later', 'lifted', 'lapsed']);
  expect(await ids(`division: "${COUNTY}", active: null`)).toHaveLength(5);
  const states = async () =>
    Object.fromEntries(
      (await warnings(`division: "${COUNTY}", active: null`, 'id active')).map(({ id, active }) => [
        id,
        active,
      ]),
    );
  expect(await states()).toEqual({
    now: true,
    later: false,
    'open-ended': true,
    lifted: false,
    lapsed: false,
  });
  for (const [at, active] of [
    [19.99, false],
    [20, true],
    [39.99, true],
    [40, false],
  ] as const) {
    const { liftedAt } = await moveClockAlone(at);
    expect([at, liftedAt, (await states()).later]).toEqual([at, null, active]);
    expect([at, (await ids(`division: "${COUNTY}"`)).includes('later')]).toEqual([at, active]);
  }
});

/** Time goes on and nothing is swept. */
async function moveClockAlone(at: number) {
  await hub.close();
  hub = await openSliceHub(after(at), opened);
  send = sendTo(hub);
  return (await hub.query('{ warning(id: "later") { liftedAt } }')).data.warning;
}

test('they are found by every division that they touch', async () => {
  await send(
    'warnings',
    warning('city', { areas: ['140700'], effective: minutes(-3) }),
    warning('county', { effective: minutes(-4) }),
    warning('township', { areas: [YIAN, '140781101'], effective: minutes(-5) }),
    warning('elsewhere', { areas: ['140781101'], effective: minutes(-6) }),
  );
  expect(await ids(`division: "${YIAN}"`)).toEqual(['city', 'county', 'township']);
  expect(await ids(`division: "${YIAN}001"`).catch(() => null)).not.toContain('elsewhere');
  expect(await ids(`division: "${COUNTY}"`)).toEqual(['city', 'county', 'township', 'elsewhere']);
  expect(await ids('division: "14"')).toHaveLength(4);
});

test('a warning has all that was told of it', async () => {
  await send(
    'warnings',
    warning('W1', { description: '示例内容', instruction: '示例指南', areas: [COUNTY, '990000'] }),
  );
  const fields =
    'id headline description instruction colour category code event issuedBy areas { code } unknownAreas effective expires issuedAt revisedAt liftedAt status drill freshness { state source }';
  expect(await warnings(`division: "${COUNTY}"`, fields)).toEqual([
    {
      ...{
        id: 'W1',
        headline: '示例暴雨预警W1',
        description: '示例内容',
        instruction: '示例指南',
        colour: 'ORANGE',
      },
      ...{
        category: 'NATURAL_DISASTER',
        code: '11B03',
        event: '暴雨',
        issuedBy: '示例气象台',
        status: 'Actual',
      },
      ...{
        areas: [{ code: COUNTY }],
        unknownAreas: ['990000'],
        effective: minutes(-60),
        expires: minutes(300),
      },
      ...{ issuedAt: minutes(-70), revisedAt: null, liftedAt: null, drill: false },
      freshness: { state: 'FRESH', source: 'command-centre' },
    },
  ]);
});

describe('capXml', () => {
  const cap = async (id: string): Promise<string> => {
    const { data, errors } = await hub.query('query ($id: ID!) { warning(id: $id) { capXml } }', { id });
    expect(errors).toEqual([]);
    return data.warning.capXml;
  };

  test('an alert in the words of CAP 1.2', async () => {
    await send(
      'warnings',
      warning('W1', { description: '示例内容', instruction: '示例指南', areas: [COUNTY, YIAN] }),
    );
    const xml = await cap('W1');
    expect(capFaults(xml)).toEqual([]);
    expect(capMessage(xml)).toMatchObject({
      ...{ identifier: 'W1', sender: 'command-centre', sent: '2026-11-20T08:50:00+08:00', status: 'Actual' },
      ...{ msgType: 'Alert', scope: 'Public' },
      info: {
        ...{
          language: 'zh-CN',
          category: 'Met',
          event: '暴雨',
          severity: 'Severe',
          senderName: '示例气象台',
        },
        ...{ effective: '2026-11-20T09:00:00+08:00', expires: '2026-11-20T15:00:00+08:00' },
        ...{ headline: '示例暴雨预警W1', description: '示例内容', instruction: '示例指南' },
        eventCode: { value: '11B03' },
        area: [
          { areaDesc: '介休市', geocode: { value: COUNTY } },
          { areaDesc: '义安镇', geocode: { value: YIAN } },
        ],
      },
    });
  });

  test('a drill is an Exercise among those who take part, whatever becomes of it', async () => {
    const drill = { drill: true };
    await send(
      'warnings',
      warning('first', drill),
      warning('revised', { ...drill, revisedAt: minutes(-5) }),
      warning('lifted', { ...drill, liftedAt: minutes(-5), updatedAt: minutes(-5) }),
      warning('lapsed', { ...drill, expires: minutes(-5) }),
    );
    for (const id of ['first', 'revised', 'lifted', 'lapsed']) {
      const xml = await cap(id);
      expect([id, capFaults(xml)]).toEqual([id, []]);
      expect(capMessage(xml)).toMatchObject({
        status: 'Exercise',
        scope: 'Restricted',
        note: expect.stringContaining('演练'),
      });
      expect(capMessage(xml).info.headline).toContain('演练');
      expect(xml).not.toMatch(/Actual|Public/);
    }
    const found = await warnings(`division: "${COUNTY}", active: null`, 'status drill');
    expect(found).toEqual(Array(4).fill({ status: 'Exercise', drill: true }));
  });

  test('what is revised or lifted refers to the first message, under a name of its own', async () => {
    await send('warnings', warning('W1', { revisedAt: minutes(-5) }));
    const update = await cap('W1');
    expect(capFaults(update)).toEqual([]);
    expect(capMessage(update)).toMatchObject({
      ...{ msgType: 'Update', identifier: 'W1.20261120095500', sent: '2026-11-20T09:55:00+08:00' },
      references: 'command-centre,W1,2026-11-20T08:50:00+08:00',
    });
    await send(
      'warnings',
      warning('W1', { revisedAt: minutes(-5), liftedAt: minutes(-1), updatedAt: minutes(-1) }),
    );
    const cancel = await cap('W1');
    expect(capFaults(cancel)).toEqual([]);
    expect(capMessage(cancel)).toMatchObject({
      ...{
        msgType: 'Cancel',
        identifier: 'W1.20261120095900',
        references: 'command-centre,W1,2026-11-20T08:50:00+08:00',
      },
      info: { responseType: 'AllClear', urgency: 'Past' },
    });
  });

  test('what lapses by its own end stays the alert that it was', async () => {
    await send('warnings', warning('W1', { expires: minutes(5) }));
    const before = await cap('W1');
    await hub.advance(after(6));
    expect(await cap('W1')).toBe(before);
  });

  test.each([
    ['红色', 'Extreme'],
    ['橙色', 'Severe'],
    ['黄色', 'Moderate'],
    ['蓝色', 'Minor'],
  ])('%s is %s', async (colour, severity) => {
    await send('warnings', warning('W1', { colour }));
    expect(capMessage(await cap('W1')).info.severity).toBe(severity);
  });

  test.each([
    ['自然灾害', '11B25', 'Met'],
    ['自然灾害', '12A01', 'Other'],
    ['事故灾难', '21C01', 'Safety'],
    ['公共卫生', '31A01', 'Health'],
    ['社会安全', '41A01', 'Security'],
  ])('%s %s is %s', async (category, code, word) => {
    await send('warnings', warning('W1', { category, code }));
    const xml = await cap('W1');
    expect(capFaults(xml)).toEqual([]);
    expect(capMessage(xml).info.category).toBe(word);
  });

  test('no text breaks out of its element, and none is lost', async () => {
    const text = `]]></headline><status>Actual</status><!-- "'&amp; <![CDATA[ \u{20000}𠀀 示例`;
    await send(
      'warnings',
      warning('W<1>, &', {
        headline: text,
        description: `${text}\u0001\u000b\ufffe`,
        instruction: text,
        event: text,
        issuedBy: text,
        drill: true,
      }),
    );
    const xml = await cap('W<1>, &');
    expect(capFaults(xml)).toEqual([]);
    const message = capMessage(xml);
    expect(message).toMatchObject({ status: 'Exercise', identifier: 'W_1>___' });
    expect(message.info).toMatchObject({
      headline: `【演练】${text}`,
      description: text,
      instruction: text,
      event: text,
      senderName: text,
    });
  });

  test('the rules find what is wrong', async () => {
    await send('warnings', warning('W1', { revisedAt: minutes(-5) }));
    const xml = await cap('W1');
    expect(capFaults(xml)).toEqual([]);
    const planted: [string | RegExp, string][] = [
      ['<status>Actual</status>', ''],
      ['<status>Actual</status>', '<status>Real</status>'],
      [/<references>.*<\/references>/, ''],
      ['<scope>Public</scope>', '<scope>Restricted</scope>'],
      [/(<sent>.*)\+08:00<\/sent>/, '$1Z</sent>'],
      ['<event>暴雨</event>', '<event></event>'],
      [/(<urgency>.*<\/urgency>)/, '$1$1'],
      ['cap:1.2', 'cap:1.1'],
      ['</info>', '</inf>'],
      [/(<sender>.*<\/sender>)(\s*)(<sent>.*<\/sent>)/, '$3$2$1'],
    ];
    for (const [what, by] of planted) {
      const spoilt = xml.replace(what, by);
      expect(spoilt).not.toBe(xml);
      expect([String(what), capFaults(spoilt).length > 0]).toEqual([String(what), true]);
    }
  });
});
