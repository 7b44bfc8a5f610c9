import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { loadExamples } from '../src/kernel/server/examples';
import { ask, until } from './support/hub';
import { newDataDir, processesOf, startProcess, type StartedHub } from './support/started-hub';

// What somebody sees who only types `npm start`: the built program, its own database, the demo city.

interface Change {
  cursor: string;
  at: string;
  from: string;
  to: string;
  enterprise: { uscc: string; name: string; industry: string };
  causes: { rule: string; evidence: string }[];
}

const CHANGES = `subscription ($after: String) { riskLevelChanged(filter: {division: "140781", direction: UP}, after: $after)
  { cursor at from to enterprise { uscc name industry } causes { rule evidence } } }`;

const dataDir = newDataDir();
let hub: StartedHub;
beforeAll(async () => {
  hub = await startProcess({ dataDir });
}, 90_000);
afterAll(async () => {
  await hub?.stop('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const printedTokens = () => hub.lines.flatMap((line) => /^ {2}(\S+) +(\S{32}) /.exec(line)?.slice(1) ?? []);

test('prints four identities, and each answers to its token', async () => {
  const tokens = printedTokens();
  expect(tokens).toHaveLength(8);
  for (let at = 0; at < tokens.length; at += 2) {
    const headers = { authorization: `Bearer ${tokens[at + 1]}` };
    const { data } = await ask<{ viewer: { name: string; roles: string[] } }>(hub.url, {
      query: '{ viewer { name roles } }',
      headers,
    });
    expect(hub.lines.find((line) => line.includes(tokens[at + 1]!))).toContain(data.viewer.name);
  }
});

test('shows its sources to Prometheus', async () => {
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  for (const source of ['enterprise-registry', 'monitoring-platform', 'dual-prevention'])
    for (const line of [
      'received_total{source="X"}',
      'records_total{source="X",outcome="rejected"}',
      'state{source="X",state="DOWN"}',
    ])
      expect(text).toContain(`hub_source_${line.replace('X', source)} `);
});

test('within a minute a mine rises because of methane, and the console can trace why', async () => {
  const client = createClient({ url: `${hub.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  let rise: Change | undefined;
  for await (const { data } of client.iterate<{ riskLevelChanged: Change }>({ query: CHANGES })) {
    rise = data!.riskLevelChanged;
    if (rise.causes.some(({ rule }) => rule === 'R03')) break;
  }
  await client.dispose();
  expect(rise!.enterprise.industry).toBe('COAL_MINE');
  expect(rise!.causes.find(({ rule }) => rule === 'R03')!.evidence).toMatch(/CH4.*POWER_CUT/);

  const { data } = await ask<{
    enterprise: {
      risk: { dynamic: string; factors: { rule: string; evidence: string }[] };
      riskHistory: { to: string; causes: { rule: string }[] }[];
      sites: { openAlarms: { kind: string; peak: number; sensor: { latest: { value: number } } }[] }[];
    };
  }>(hub.url, {
    query: `query ($u: USCC!) { enterprise(uscc: $u) { risk { dynamic factors { rule evidence } } riskHistory(from: "2020-01-01T00:00:00Z") { to causes { rule } }
      sites { openAlarms { kind peak sensor { latest { value } } } } } }`,
    variables: { u: rise!.enterprise.uscc },
  });
  expect(data.enterprise.risk.dynamic).toBe(rise!.to);
  expect(data.enterprise.riskHistory.at(-1)).toMatchObject({ to: rise!.to });
  const alarms = data.enterprise.sites.flatMap(({ openAlarms }) => openAlarms);
  expect(alarms.find(({ kind }) => kind === 'POWER_CUT')!.peak).toBeGreaterThanOrEqual(1.5);
}, 90_000);

interface Offered {
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

const offered = async () => (await (await fetch(`${hub.url}/console/examples.json`)).json()) as Offered[];

test('every example of the console answers with rows of the demo city', async () => {
  const examples = await offered();
  expect(examples.map(({ name }) => name)).toEqual(loadExamples().map(({ name }) => name));
  for (const { query, variables } of examples.filter(({ name }) => name.startsWith('Q'))) {
    const { data, errors } = await ask<Record<string, { nodes?: object[] }>>(hub.url, { query, variables });
    expect(errors).toBeUndefined();
    for (const root of Object.values(data)) expect(root.nodes ?? [root]).not.toEqual([]);
  }
});

test('the examples of rules and periods are carried out one after the other, each by who may', async () => {
  const examples = await offered();
  const [, officer, , second] = printedTokens();
  const run = async (name: string, options: { token?: string; variables?: object } = {}) => {
    const { query, variables } = examples.find((one) => one.name === name)!;
    const { data, errors } = await ask<Record<string, Record<string, unknown>>>(hub.url, {
      query,
      variables: { ...variables, ...options.variables },
      headers: { authorization: `Bearer ${options.token ?? officer}` },
    });
    return errors?.[0]?.extensions?.code ?? Object.values(data)[0];
  };
  const quicker = { version: 'demo-quicker/1', state: 'DRAFT' };
  expect(await run('R4_SimulateOnHistory')).toBe('NOT_FOUND');
  expect(await run('R3_ProposeRuleSet')).toMatchObject(quicker);
  const rehearsed = (await run('R4_SimulateOnHistory')) as Record<string, number>;
  expect(rehearsed.raised! + rehearsed.lowered! + rehearsed.unchanged!).toBeGreaterThan(100);
  expect(await run('R5_ApproveRuleSet')).toBe('FORBIDDEN');
  expect(await run('R5_ApproveRuleSet', { token: second })).toMatchObject({ version: quicker.version });

  const former = (await run('R6_RollBackRuleSet')) as { version: string };
  expect(former).toMatchObject({ version: expect.stringMatching(/^cn-sx-default\//) });
  const variables = { v: former.version };
  expect(await run('R5_ApproveRuleSet', { token: second, variables })).toMatchObject({
    version: former.version,
  });

  const { query, variables: where } = examples.find(({ name }) => name === 'R8_FollowEventPeriods')!;
  const client = createClient({ url: `${hub.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  const { endCursor: a } = ((await run('Q11_CatchUp')) as { pageInfo: { endCursor: string } }).pageInfo;
  const told = client.iterate<{ eventPeriodChanged: object }>({ query, variables: { ...where, a } });
  const next = async () => (await told.next()).value.data.eventPeriodChanged as object;
  const { id } = (await run('R1_DeclareEventPeriod')) as { id: string };
  expect(await next()).toMatchObject({
    kind: 'ANNOUNCED',
    name: '示例运动会',
    areas: [{ name: '介休市' }],
  });
  expect(await run('R7_EndEventPeriod')).toBe('NOT_FOUND');
  expect(await run('R7_EndEventPeriod', { variables: { id } })).toMatchObject({
    id,
    endedAt: expect.stringMatching(/Z$/),
  });
  expect(await next()).toMatchObject({ kind: 'CALLED_OFF' });
  await client.dispose();
});

test('a second hub on the same data folder is refused, with exit code 2 and the reason', async () => {
  const refusal = await startProcess({ dataDir }).catch((error: Error & { code: number }) => error);
  expect(refusal).toMatchObject({ code: 2 });
  expect((refusal as Error).message).toMatch(/another hub/i);
  expect((await ask<{ viewer: object }>(hub.url, { query: '{ viewer { name } }' })).data.viewer).toBeTruthy();
}, 60_000);

test('a port that is taken is told before anything is made or started', async () => {
  const nothing = join(newDataDir(), 'data');
  const { port } = new URL(hub.url);
  const refusal = await startProcess({ dataDir: nothing, env: { PORT: port } }).catch(
    (error: Error) => error,
  );
  expect(refusal).toMatchObject({ code: 2 });
  expect((refusal as Error).message).toContain(`PORT: ${port} is taken by another program`);
  expect(existsSync(nothing)).toBe(false);
});

test('wrong settings are told all at once, with exit code 2', async () => {
  const folder = newDataDir();
  const file = join(folder, 'hub.yaml');
  writeFileSync(file, 'sources:\n  - connector: riks\n    address: x\n    adress: x\n');
  const env = { PORT: 'http', HOST: '0.0.0.0', LOG_LEVEL: 'loud', HUB_CONFIG: file };
  const refusal = (await startProcess({ env }).catch((error: Error) => error)) as Error & { code: number };
  expect(refusal.code).toBe(2);
  const keys = ['HOST', 'LOG_LEVEL', 'PORT', 'hub.yaml:2', 'hub.yaml:4'];
  const told = refusal.message.split('\n').flatMap((line) => /^ {2}- (\S+): /.exec(line)?.[1] ?? []);
  expect(told).toEqual(keys);
  rmSync(folder, { recursive: true });
});

test('with a hub.yaml of its own it says that nobody has rights yet, and where its data are', async () => {
  const folder = newDataDir();
  const file = join(folder, 'hub.yaml');
  writeFileSync(file, `sources:\n  - { connector: enterprise-registry, address: drop }\n`);
  mkdirSync(join(folder, 'drop'));
  const own = await startProcess({ env: { HUB_CONFIG: file } });
  expect(own.lines[0]).toBe(`data in ${own.dataDir}`);
  expect(own.lines.join('\n')).not.toContain('demo identities');
  expect(own.lines.join('\n')).toContain('no access rights yet');
  const { data } = await ask<{ sources: { id: string }[] }>(own.url, { query: '{ sources { id } }' });
  expect(data.sources).toEqual([{ id: 'enterprise-registry' }]);
  await own.stop();
  const demo = await startProcess({ dataDir: own.dataDir }).catch((error: Error) => error);
  expect(demo).toMatchObject({ code: 2, message: expect.stringContaining('the sources of a hub.yaml') });
  for (const path of [folder, own.dataDir]) rmSync(path, { recursive: true, force: true });
}, 60_000);

test('SIGTERM ends the hub, the demo city and the database, and the next start has all that was there', async () => {
  const count = async ({ url }: StartedHub) =>
    (
      await ask<{ riskChanges: { total: number | null; nodes: object[] } }>(url, {
        query: '{ riskChanges(first: 500) { total nodes { id } } }',
      })
    ).data.riskChanges.nodes.length;
  const before = await count(hub);
  expect(await hub.stop()).toBe(0);
  await until(async () => processesOf(dataDir).length === 0, { withinMs: 5_000 });
  hub = await startProcess({ dataDir });
  expect(await count(hub)).toBeGreaterThanOrEqual(before);
}, 60_000);

test('a demo city that dies is told of, and the hub goes on without its sources', async () => {
  const [city] = execFileSync('pgrep', ['-P', String(hub.child.pid), '-f', 'demo/main.js'], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n');
  let said = '';
  hub.child.stderr!.on('data', (text: string) => (said += text));
  process.kill(Number(city), 'SIGKILL');
  const told = await until(async () => /^.*the demo city has ended.*$/m.exec(said)?.[0]);
  expect(JSON.parse(told)).toMatchObject({ level: 50, ended: 'SIGKILL' });
  const { data } = await ask<{ enterprises: object }>(hub.url, { query: '{ enterprises { total } }' });
  expect(data.enterprises).toEqual({ total: 160 });
});

test('kill -9 leaves the database running; the next hub takes it over', async () => {
  await hub.stop('SIGKILL');
  hub = await startProcess({ dataDir });
  expect(
    (await ask<{ sources: object[] }>(hub.url, { query: '{ sources { id } }' })).data.sources,
  ).toHaveLength(9);
}, 60_000);

test('one subgraph alone is a federation subgraph', async () => {
  const alone = await startProcess({ args: ['--subgraphs', 'monitoring'] });
  const { data } = await ask<{ _service: { sdl: string }; _entities: object[] }>(alone.url, {
    query:
      '{ _service { sdl } _entities(representations: [{__typename: "Site", id: "S00001"}]) { __typename } }',
  });
  expect(data._service.sdl).toContain('@link');
  expect(data._entities).toEqual([{ __typename: 'Site' }]);
  await alone.stop();
  rmSync(alone.dataDir, { recursive: true, force: true });
}, 60_000);

test('two subgraphs of three are one graph, and end on Ctrl-C', async () => {
  const two = await startProcess({ args: ['--subgraphs', 'registry,risk'] });
  const asked = `{ sources { id } alarms: __type(name: "Alarm") { name }
    enterprises(first: 500) { nodes { uscc sites { id } risk { dynamic factors { rule } } } } }`;
  interface Seen {
    sources: { id: string }[];
    alarms: object | null;
    /** null: the register was not heard yet. */
    enterprises: { nodes: { sites: object[]; risk: { factors: { rule: string }[] } | null }[] } | null;
  }
  const seen = await until(
    async () => {
      const { data } = await ask<Seen>(two.url, { query: asked });
      const nodes = data.enterprises?.nodes ?? [];
      const isJudged = nodes.some(({ risk }) => risk?.factors.some(({ rule }) => rule === 'R01'));
      return isJudged && nodes.some(({ sites }) => sites.length > 0) && data;
    },
    { withinMs: 60_000 },
  );
  expect(seen.sources.map(({ id }) => id).sort()).toEqual(['dual-prevention', 'enterprise-registry']);
  expect(seen.alarms).toBeNull();
  expect(await two.stop('SIGINT')).toBe(0);
  await until(async () => processesOf(two.dataDir).length === 0, { withinMs: 5_000 });
  rmSync(two.dataDir, { recursive: true, force: true });
}, 120_000);
