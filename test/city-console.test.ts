import { chromium, type Browser, type Page } from 'playwright-core';
import { browserPath } from './support/browser';
import { AT, city, mine, openFrozenCity, type FrozenCity } from './support/frozen-city';
import { onTheRoad } from './support/hazmat-city';
import { until } from './support/hub';

const BROWSER = browserPath();
const withBrowser = BROWSER ? describe : describe.skip;

withBrowser('the console of the demo city, in a browser', () => {
  let opened: FrozenCity;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    opened = await openFrozenCity();
    browser = await chromium.launch({ executablePath: BROWSER!, args: ['--no-sandbox'] });
    page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(30_000);
    await page.goto(`${opened.hub.url}/console`);
    await page.locator('.graphiql-query-editor .view-lines').first().waitFor();
    await page.getByRole('button', { name: '示例 Examples' }).click();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await opened?.close();
  });

  const isShown = (selector: string, text: string, timeout = 10_000) =>
    page.locator(selector, { hasText: text.replaceAll(' ', '\u00a0') }).waitFor({ timeout });
  const shows = (text: string, timeout?: number) => isShown('.result-window .view-lines', text, timeout);
  const subscriptions = async () => {
    const metrics = await (await fetch(`${opened.hub.url}/metrics`)).text();
    return [...metrics.matchAll(/^hub_subscriptions_open\{.*\} (\d+)$/gm)].reduce(
      (sum, [, n]) => sum + +n!,
      0,
    );
  };
  /** The button turns before the socket is open; the hub's own count tells that what happens from now on is heard. */
  const runs = () => until(async () => (await subscriptions()) > 0, { everyMs: 100, withinMs: 5_000 });

  /** GraphiQL takes no click while it still reads what was put into the editor: then it is clicked again, as a person would. */
  const runExample = async (name: string, isDone: () => Promise<unknown>) => {
    await page.getByRole('region', { name: 'Examples' }).getByRole('button', { name, exact: true }).click();
    await isShown('.graphiql-query-editor .view-lines', name);
    for (let attempt = 1; ; attempt++) {
      await page.locator('.graphiql-execute-button').click();
      const done = await isDone().then(
        () => true,
        () => false,
      );
      if (done) return;
      if (attempt === 8) throw new Error(`${name}: ${await page.locator('.result-window').innerText()}`);
    }
  };

  test('the first visit opens an operation that runs as it stands', async () => {
    const visit = await browser.newPage();
    await visit.goto(`${opened.hub.url}/console`);
    await visit.locator('.graphiql-query-editor .view-lines', { hasText: 'Q1_ShiftBoard' }).waitFor();
    await visit.locator('.graphiql-editor-tool .view-lines', { hasText: '140781' }).waitFor();
    await visit.close();
  });

  test.each([
    ['Q1_ShiftBoard', '"name": "介休市"'],
    ['Q2_AlarmToAction', '"quantity": "TEMPERATURE"'],
    ['Q3_IncidentResources', '"reportDueAt": "'],
    ['Q4_WhyThisColour', '"rule": "R01"'],
    ['Q5_MyCommittee', '"director": {'],
    ['Q6_WhoToVisit', '"planned": '],
    ['Q7_EventPeriodRehearsal', '"raised": '],
    ['Q8_TripCheck', '"legal": true'],
    ['Q9_LiveToxicTrips', '"plate": "'],
    ['Q10_FirePreplan', '"gcj02": ['],
    ['Q11_CatchUp', '"direction": "UP"'],
    ['Q12_MapLayer', `"total": ${city.firms.length}`],
  ])('%s runs with its variables', async (name, expected) => {
    await runExample(name, () => shows(expected, 4_000));
  });

  const stops = async () => {
    await page.locator('.graphiql-execute-button[aria-label*="Stop"]').click();
    await until(async () => (await subscriptions()) === 0);
  };
  // both sources are asked every fifteen seconds
  const SOON = 45_000;

  test('S1 shows a change as it happens', async () => {
    await runExample('S1', runs);
    const blue = [...city.expected.resting].find(([, level]) => level === 'BLUE_LOW')![0];
    const found = city.hazards.find(({ uscc, state }) => uscc === blue && state !== 'CLOSED');
    const hazard = found ?? city.hazards.find(({ uscc }) => uscc === mine.uscc)!;
    const firm = city.firms.find(({ uscc }) => uscc === hazard.uscc)!;
    await opened.demo.act({
      set: {
        stream: 'hazards',
        key: hazard.id,
        values: { grade: '重大', dueOn: '2026-01-01', state: '整改中' },
      },
    });
    await shows(`"name": "${firm.name}"`, SOON);
    await shows('"to": "RED_MAJOR"');
    await stops();
  }, 120_000);

  test('S2 shows a load on the road that is not what its waybill says', async () => {
    await runExample('S2', runs);
    const expected = city.hazmat.expectedAt(AT);
    const trip = onTheRoad(city.hazmat, AT).find(({ id }) => expected.get(id)!.length === 0)!;
    const { un, name, class: of } = trip.goods;
    await opened.demo.act({
      set: {
        stream: 'waybills',
        key: trip.id,
        values: { goods: [{ un, name, class: of, massKg: 99_000, packaging: '罐体' }] },
      },
    });
    // of one page's violations the window shows the last
    await shows('"rule": "V07"', SOON);
    await shows(`"id": "${trip.id}"`);
    await stops();
  }, 120_000);

  test.each([
    ['R1_DeclareEventPeriod', '"name": "示例运动会"'],
    ['R2_OverrideRisk', '"rule": "R32"'],
    ['R3_ProposeRuleSet', '"state": "DRAFT"'],
    ['R4_SimulateOnHistory', '"unchanged": '],
    ['R6_RollBackRuleSet', '"version": "cn-sx-default/'],
  ])('%s is carried out', async (name, expected) => {
    await runExample(name, () => shows(expected, 4_000));
  });
});
