import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openSmallHub, type SmallHub } from './support/small-graph';

const BROWSER = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const withBrowser = BROWSER ? describe : describe.skip;
if (!BROWSER) process.stderr.write('console.test.ts is skipped: there is no Chromium on this machine\n');

const BUILT = join(__dirname, '../dist/console/index.html');
const examples = [
  { name: 'Greeting', query: 'query ($name: String) { hello(name: $name) me }', variables: { name: '介休' } },
  { name: 'Ticks', query: 'subscription { ticks(everyMs: 100) { n me } }', variables: {} },
  { name: 'Not of this schema', query: '{ elsewhere }', variables: {} },
];

let hub: SmallHub;
beforeAll(async () => {
  if (!existsSync(BUILT)) execFileSync(process.execPath, [join(__dirname, '../scripts/build-console.mjs')]);
  hub = await openSmallHub({ examples });
}, 60_000);
afterAll(() => hub.close());

it('offers the examples that the schema can answer', async () => {
  const offered = (await (await fetch(`${hub.url}/console/examples.json`)).json()) as { name: string }[];
  expect(offered.map(({ name }) => name)).toEqual(['Greeting', 'Ticks']);
});

it('serves what was built and nothing beside it', async () => {
  expect((await fetch(`${hub.url}/console`)).headers.get('content-type')).toBe('text/html; charset=utf-8');
  for (const path of ['/console/../package.json', '/console/%2e%2e/package.json', '/console/nothing.js'])
    expect((await fetch(hub.url + path)).status).toBe(404);
});

withBrowser('in a browser', () => {
  let browser: Browser;
  let page: Page;
  let asked: string[];
  let complaints: string[];
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: BROWSER!, args: ['--no-sandbox'] });
  }, 60_000);
  beforeEach(async () => {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1400, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    asked = [];
    complaints = [];
    // On the context: what the editor's workers ask for is not the page's own.
    context.on('request', (request) => asked.push(request.url()));
    page.on('websocket', (socket) => asked.push(socket.url().replace(/^ws/, 'http')));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterEach(async () => {
    const foreign = asked.filter((url) => !url.startsWith(`${hub.url}/`) && !/^(data|blob):/.test(url));
    await page.context().close();
    expect(foreign).toEqual([]);
  });
  afterAll(() => browser?.close());

  const openConsole = async () => {
    await page.goto(`${hub.url}/console`);
    await page.locator('.graphiql-query-editor .view-lines').first().waitFor();
  };
  const openExample = async (name: string) => {
    await page.getByRole('button', { name: '示例 Examples' }).click();
    await page.getByRole('button', { name, exact: true }).click();
  };
  const run = () => page.locator('.graphiql-execute-button').click();
  const shows = (text: string) =>
    page.locator('.result-window .view-lines', { hasText: text.replaceAll(' ', '\u00a0') }).waitFor();

  it('runs an example with its variables', async () => {
    await openConsole();
    await openExample('Greeting');
    await run();
    await shows('"hello": "hello 介休"');
    await shows('"me": "duty-officer"');
    expect(complaints).toEqual([]);
  });

  it('knows the schema, for completion and documentation', async () => {
    await openConsole();
    await page.getByRole('button', { name: /Documentation Explorer/ }).click();
    await page.getByRole('link', { name: 'Subscription' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('runs a subscription over the socket, and changes hands with the token', async () => {
    const { token } = hub.identities.list[3]!;
    await openConsole();
    await openExample('Ticks');
    await run();
    await shows('"me": "duty-officer"');
    expect(asked).toContain(`${hub.url}/graphql`);
    await page.locator('.graphiql-execute-button').click();

    await page.getByLabel('令牌 Token').fill(token);
    await page.getByLabel('令牌 Token').press('Enter');
    await run();
    await shows('"me": "auditor"');
    expect(complaints).toEqual([]);
  });

  it('says so when a token is refused', async () => {
    await openConsole();
    await page.getByLabel('令牌 Token').fill('wrong');
    await page.getByLabel('令牌 Token').press('Enter');
    await page.locator('.bar [role=alert]').waitFor();
  });

  it('shows on the first page which sources are well', async () => {
    await page.goto(hub.url);
    const text = (selector: string) => page.locator(selector).innerText();
    await page.locator('#sources tr').nth(1).waitFor();
    expect(await text('#summary')).toBe('1 个来源异常 · 1 not running');
    expect(await text('#sources tr:nth-child(1)')).toContain('正常 running');
    expect(await text('#sources tr:nth-child(2)')).toContain('中断 down');
    for (const path of ['/console', '/health/ready', '/metrics'])
      expect(await page.locator(`nav a[href="${path}"]`).count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('shows them as unknown as soon as the hub does not answer', async () => {
    await page.route('**/graphql', (route) => route.abort());
    await page.goto(hub.url);
    await page.locator('#summary.unknown', { hasText: 'cannot be read' }).waitFor();
    expect(await page.locator('#sources tr').count()).toBe(0);
  });
});
