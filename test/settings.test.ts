import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeDataFolder } from '../src/kernel/config/data-folder';
import { hubYamlJsonSchema, loadHubFile, loadHubYaml } from '../src/kernel/config/hub-yaml';
import { loadSettings } from '../src/kernel/config/settings';
import { ConfigurationError } from '../src/kernel/errors';
import { encode } from 'iconv-lite';
import { parse } from 'yaml';
import type { Connector } from '../src/kernel/ingest/contract';
import { subgraphs } from '../src/subgraphs';

const KNOWN = ['registry', 'monitoring', 'risk'];

interface Described {
  description?: string;
  properties?: Record<string, Described>;
  items?: Described;
  additionalProperties?: Described;
  anyOf?: Described[];
}

/** The faults that a reading throws; fails when it throws none. */
function faultsOf(read: () => unknown): string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('settings', () => {
  it('have a default each', () => {
    expect(loadSettings([], {}, KNOWN)).toEqual({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: null,
      databaseWorkUrl: null,
      dataDir: expect.stringMatching(/^\//),
      hubConfig: null,
      subgraphs: KNOWN,
      demoCity: 'jiexiu',
      logLevel: 'info',
    });
  });

  it('are read from the environment, and an option wins over its variable', () => {
    const env = { PORT: '0', HOST: '::1', SUBGRAPHS: 'risk', HUB_DATA_DIR: 'data', LOG_LEVEL: ' ' };
    expect(loadSettings(['--subgraphs', 'monitoring, risk'], env, KNOWN)).toMatchObject({
      port: 0,
      host: '::1',
      subgraphs: ['monitoring', 'risk'],
      dataDir: resolve('data'),
      demoCity: 'jiexiu',
      logLevel: 'info',
    });
    expect(loadSettings(['--subgraphs=registry'], env, KNOWN).subgraphs).toEqual(['registry']);
  });

  it('name every fault at once, each with its key and what is allowed', () => {
    const env = {
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      LOG_LEVEL: 'loud',
      SUBGRAPHS: 'riks',
      DATABASE_WORK_URL: 'x',
    };
    expect(faultsOf(() => loadSettings(['--fast', 'now'], env, KNOWN))).toEqual([
      '--fast: unknown; the one option is --subgraphs <name,name>',
      'now: unknown; the one option is --subgraphs <name,name>',
      'DATABASE_URL: allowed is postgres://user:password@host:port/database',
      'DATABASE_WORK_URL: allowed is postgres://user:password@host:port/database',
      'LOG_LEVEL: allowed are fatal, error, warn, info, debug, trace, silent',
      'PORT: allowed is a port from 0 to 65535 (0: any free one)',
      'SUBGRAPHS: riks is unknown; allowed are registry, monitoring, risk',
    ]);
  });

  it.each(['0.0.0.0', '::', '10.1.2.3', 'hub.example'])('refuse to listen on %s', (host) => {
    expect(faultsOf(() => loadSettings([], { HOST: host }, KNOWN))).toEqual([
      expect.stringMatching(/^HOST: allowed are 127\.0\.0\.1, ::1, localhost: .*no access rights yet/),
    ]);
  });

  it.each(['postgres://u:p@host:port/hub', 'postgres:/host/hub', 'socket://', 'host=here'])(
    'refuse the database %s',
    (url) => {
      expect(faultsOf(() => loadSettings([], { DATABASE_URL: url }, KNOWN))).toEqual([
        'DATABASE_URL: allowed is postgres://user:password@host:port/database',
      ]);
    },
  );

  it('refuse a data folder that is none', () => {
    expect(faultsOf(() => makeDataFolder(join(__filename, 'data')))).toEqual([
      expect.stringMatching(/^HUB_DATA_DIR: .* cannot be used \(ENOTDIR\); allowed is a folder/),
    ]);
  });

  it('refuse --subgraphs without names, and a working login without an owner', () => {
    const env = { DATABASE_WORK_URL: 'postgres://a@b/c' };
    expect(faultsOf(() => loadSettings(['--subgraphs'], env, KNOWN))).toEqual([
      '--subgraphs: needs names of subgraphs, separated by commas: registry,risk',
      'DATABASE_WORK_URL: allowed only together with DATABASE_URL',
    ]);
  });
});

describe('hub.yaml', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-yaml-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const connectors = [
    { name: 'enterprise-registry', transport: 'files', streams: [{ name: 'enterprises', format: 'csv' }] },
    {
      ...{ name: 'monitoring-platform', transport: 'mqtt' },
      streams: ['points', 'readings', 'heartbeat'].map((name) => ({ name, format: 'json' })),
    },
    { name: 'dual-prevention', transport: 'http', streams: [{ name: 'hazards', format: 'json' }] },
    { name: 'depot-inventory', transport: 'sql', streams: [{ name: 'depots', format: 'json' }] },
  ] as Connector[];
  const terminals = {
    ...{ name: 'vehicle-terminals', transport: 'tcp', protocol: 'jt808' },
    streams: [{ name: 'positions', format: 'jt808' }],
  } as Connector;

  const load = (text: string, env: NodeJS.ProcessEnv = {}) => {
    writeFileSync(join(folder, 'hub.yaml'), text);
    return loadHubYaml(join(folder, 'hub.yaml'), connectors, env);
  };

  it('says how long readings are kept, each form for as long as the one before', () => {
    const file = (lines: string) => {
      const sources = 'sources:\n  - { connector: dual-prevention, address: http://a }\n';
      writeFileSync(join(folder, 'hub.yaml'), `${sources}${lines}`);
      return () => loadHubFile(join(folder, 'hub.yaml'), connectors, {}).retention;
    };
    const day = 86_400;
    const kept = (days: number, bytes: number | null = null) => ({ seconds: days * day, bytes });
    const usual = { raw: kept(7), minutes: kept(90), hours: kept(1_825) };
    expect(file('')()).toEqual({ ...usual, stated: false });
    expect(file('readings: {}')()).toEqual({ ...usual, stated: true });
    expect(file('readings: { raw: { keepDays: 0.5, atMostGigabytes: 2 } }')()).toMatchObject({
      ...{ ...usual, raw: kept(0.5, 2e9) },
    });
    expect(file('readings: { raw: { keepDays: 400 }, hours: { atMostGigabytes: 0.5 } }')()).toMatchObject({
      ...{ raw: kept(400), minutes: kept(400), hours: kept(1_825, 5e8) },
    });
    const faulty =
      'readings:\n  raw: { keepDays: 30 }\n  minutes: { keepDays: 7 }\n  hours: { keepDays: two }\n  days: {}';
    expect(faultsOf(file(faulty))).toEqual([
      'hub.yaml:5: readings.minutes.keepDays: allowed are 30 days or more: what it is the sum of is kept for so long',
      'hub.yaml:6: readings.hours.keepDays: allowed is a number of days from 0.042 (an hour) to 36500',
      'hub.yaml:7: readings.days: unknown key; allowed are raw, minutes, hours',
    ]);
    for (const wrong of ['0', '-1', '.inf', '.nan', 'null', '"7"', '40000'])
      expect(faultsOf(file(`readings: { raw: { keepDays: ${wrong} } }`))).toHaveLength(1);
  });

  it('binds devices that connect to the hub, by where they may come from', () => {
    const faults = (lines: string) => {
      writeFileSync(
        join(folder, 'hub.yaml'),
        `sources:\n  - connector: ${lines.replaceAll('\n', '\n    ')}\n`,
      );
      return faultsOf(() => loadHubYaml(join(folder, 'hub.yaml'), [...connectors, terminals], { KEY: 'k' }));
    };
    expect(faults('vehicle-terminals\naddress: http://0.0.0.0:6808')).toEqual([
      'hub.yaml:2: sources[0].peers: is needed: from where devices may connect; nobody else is let in',
      'hub.yaml:2: sources[0].secret: a secret is needed, with which the codes of terminals are signed',
      'hub.yaml:3: sources[0].address: allowed is tcp://address:port, on which the hub listens',
    ]);
    const rest = 'address: tcp://0.0.0.0:6808\nsecret: { env: KEY }';
    expect(
      faults(
        `vehicle-terminals\n${rest}\npeers: [10.1.0.0/16, 10.1.0.0/40]\nstreams: { positions: { format: json } }`,
      ),
    ).toEqual([
      expect.stringMatching(/^hub.yaml:5: sources\[0\].peers\[1\]: allowed is an address or a block/),
      'hub.yaml:6: sources[0].streams.positions.format: over tcp it is that of the protocol',
    ]);
    expect(faults('dual-prevention\ntransport: tcp\naddress: tcp://[::1]:1\npeers: [::1]')).toEqual([
      'hub.yaml:3: sources[0].transport: dual-prevention speaks http; tcp is for what speaks a protocol',
    ]);
    const lines = `sources: [{ connector: vehicle-terminals, ${rest.replace('\n', ', ')}, peers: [10.1.0.0/16], idleSeconds: 600 }]`;
    writeFileSync(join(folder, 'hub.yaml'), lines);
    expect(loadHubYaml(join(folder, 'hub.yaml'), [terminals], { KEY: 'k' })).toEqual([
      {
        ...{ name: 'vehicle-terminals', transport: 'tcp', address: 'tcp://0.0.0.0:6808', secret: 'k' },
        ...{ peers: ['10.1.0.0/16'], idleSeconds: 600 },
      },
    ]);
  });

  it('refuses a port that there is not, and one that two sources would listen at', () => {
    const read = (...addresses: string[]) => {
      const known = addresses.map((_, n) => ({ ...terminals, name: `terminals-${n}` }));
      const entries = addresses.map(
        (address, n) =>
          `{ connector: terminals-${n}, address: 'tcp://${address}', peers: [10.1.0.0/16], secret: { env: KEY } }`,
      );
      writeFileSync(join(folder, 'hub.yaml'), `sources:\n  - ${entries.join('\n  - ')}\n`);
      return loadHubYaml(join(folder, 'hub.yaml'), known, { KEY: 'k' });
    };
    expect(faultsOf(() => read('0.0.0.0:65536'))).toEqual([
      'hub.yaml:2: sources[0].address: allowed is tcp://address:port, on which the hub listens',
    ]);
    expect(faultsOf(() => read('10.1.0.1:6808', '[::1]:6809', '0.0.0.0:6808'))).toEqual([
      'hub.yaml:4: sources[2].address: sources[0] listens at port 6808 already',
    ]);
    expect(read('10.1.0.1:6808', '10.1.0.2:6808')).toHaveLength(2);
  });

  it('reads how a broker is reached, certificates from their files, and refuses what does not fit together', () => {
    for (const name of ['ca.pem', 'hub.pem', 'hub-key.pem']) writeFileSync(join(folder, name), `${name}\n`);
    const bound = (lines: string) =>
      `sources:\n  - connector: monitoring-platform\n    ${lines.replaceAll('\n', '\n    ')}\n`;
    const tls =
      'tls: { ca: { file: ca.pem }, certificate: { file: hub.pem }, key: { file: hub-key.pem }, serverName: b }';
    const share = 'share: { group: hub, streams: [readings], connections: 4, perProcess: 2 }';
    const settings = `${tls}\nprotocol: 5\nsessionSeconds: 3600\nreceiveMaximum: 500\nmaxMegabytes: 64\n${share}`;
    expect(load(bound(`address: mqtts://b:8883\n${settings}`))).toEqual([
      {
        ...{ name: 'monitoring-platform', transport: 'mqtt', address: 'mqtts://b:8883', protocol: 5 },
        tls: { ca: 'ca.pem', certificate: 'hub.pem', key: 'hub-key.pem', serverName: 'b' },
        ...{ sessionSeconds: 3600, receiveMaximum: 500, maxMegabytes: 64 },
        share: { group: 'hub', streams: ['readings'], connections: 4, perProcess: 2 },
      },
    ]);
    const wrong = `tls: { ca: { file: gone.pem }, certificate: { file: hub.pem } }
protocol: 4
sessionSeconds: 60
share: { group: a/b, streams: [values] }`;
    expect(faultsOf(() => load(bound(`address: mqtt://b\n${wrong}`)))).toEqual([
      'hub.yaml:4: sources[0].tls.ca: cannot read gone.pem (ENOENT)',
      'hub.yaml:4: sources[0].tls: certificate and key go together: both or none',
      'hub.yaml:4: sources[0].tls: is for an address mqtts://…',
      'hub.yaml:5: sources[0].protocol: allowed are 3.1.1, 5',
      'hub.yaml:6: sources[0].sessionSeconds: MQTT 3.1.1 has no such setting: protocol: 5',
      'hub.yaml:7: sources[0].share.group: may hold no / + #',
      'hub.yaml:7: sources[0].share.streams: values is no stream of it; allowed are points, readings, heartbeat',
    ]);
  });

  it('binds sources, with secrets from where they are kept', () => {
    writeFileSync(join(folder, 'token'), 'from-file\n');
    const text = `
sources:
  - { connector: enterprise-registry, address: drop, rhythmSeconds: 86400 }
  - connector: monitoring-platform
    transport: mqtt
    address: mqtts://broker.example:8883
    username: hub
    secret: { env: BROKER }
  - { connector: dual-prevention, address: 'https://prevention.example/api', secret: { file: token } }
`;
    expect(load(text, { BROKER: 'from-env' })).toEqual([
      {
        name: 'enterprise-registry',
        transport: 'files',
        address: join(folder, 'drop'),
        rhythmSeconds: 86400,
      },
      {
        name: 'monitoring-platform',
        transport: 'mqtt',
        address: 'mqtts://broker.example:8883',
        username: 'hub',
        secret: 'from-env',
      },
      {
        name: 'dual-prevention',
        transport: 'http',
        address: 'https://prevention.example/api',
        secret: 'from-file',
      },
    ]);
  });

  it('is described to editors key by key', async () => {
    const manifests = await Promise.all(Object.values(subgraphs).map((manifest) => manifest()));
    const schema = hubYamlJsonSchema(manifests.flatMap(({ connectors: all }) => all)).get('hub.schema.json')!;
    const { properties } = JSON.parse(schema) as Described;
    const source = properties!.sources!.items!.properties!;
    const stream = source.streams!.additionalProperties!.anyOf![1]!.properties!;
    for (const keys of [properties!, source, stream])
      for (const [key, { description }] of Object.entries(keys))
        expect([key, description]).toEqual([key, expect.stringMatching(/^.+ ?· .+$/)]);
  });

  it('the example is right, but for secrets that nobody has yet', async () => {
    const all = (await Promise.all(Object.values(subgraphs).map((read) => read()))).flatMap(
      (s) => s.connectors,
    );
    const env = { MONITORING_PASSWORD: 'x', DEPOTS_PASSWORD: 'y' };
    const faults = faultsOf(() => loadHubYaml(resolve('hub.example.yaml'), all, env));
    for (const fault of faults) expect(fault).toMatch(/\.secret: cannot read secrets\/[a-z-]+ \(ENOENT\)/);
    expect(faults).toHaveLength(2);
  });

  it.each([
    ['postgresql://reader@depots.example:5432/inventory?sslmode=verify-full', true],
    ['postgres://reader@%2Frun%2Fpostgresql:5432/inventory', true],
    ['postgresql://reader@/inventory?host=/run/postgresql', true],
    ['postgresql://depots.example/inventory', true],
    ['postgresql://reader:hunter2@depots.example/inventory', false],
    ['postgresql://reader@depots.example/inventory?password=hunter2', false],
    ['postgresql://reader@depots.example', false],
    ['mysql://reader@depots.example:3306/inventory', true],
    ['mariadb://depots.example/inventory?sslmode=require', true],
    ['mysql://reader:hunter2@depots.example/inventory', false],
    ['oracle://reader@depots.example/inventory', false],
  ])('a database %s: %s', (address, allowed) => {
    const read = () => load(`sources: [{ connector: depot-inventory, address: '${address}' }]`);
    if (allowed) return expect(read()).toEqual([{ name: 'depot-inventory', transport: 'sql', address }]);
    const fault =
      'allowed is postgresql://user@host:port/database, mysql://… or mariadb://…, without a password';
    expect(faultsOf(read)).toEqual([`hub.yaml:1: sources[0].address: ${fault}`]);
  });

  it.each(['https://prevention.example/api?token=hunter2', 'https://prevention.example/api#hunter2'])(
    'no address over HTTP carries more than its path: %s',
    (address) => {
      const fault = 'allowed is http://host:port/base or https://…, without a login or a query';
      const read = () =>
        load(
          `sources: [{ connector: enterprise-registry, transport: http, address: '${address}', streams: { enterprises: { channel: a } } }]`,
        );
      expect(faultsOf(read)).toContain(`hub.yaml:1: sources[0].address: ${fault}`);
    },
  );

  it('names every fault at once, with line, key and what is allowed', () => {
    const text = `sources:
  - connector: enterprise-registry
    transport: mqtt
    address: ftp://x
    rhythmSeconds: -1
  - connector: monitoring
    adress: mqtt://a:1
    secret: hunter2
  - connector: monitoring-platform
    address: mqtt://me:hunter2@broker:1883
    secret: { env: NOT_SET }
  - connector: enterprise-registry
    address: 7
other: 1
`;
    expect(faultsOf(() => load(text))).toEqual([
      'hub.yaml:3: sources[0].transport: enterprise-registry speaks files; over mqtt the stream enterprises needs a channel',
      'hub.yaml:4: sources[0].address: allowed is mqtt://host:port or mqtts://host:port, without a login',
      'hub.yaml:5: sources[0].rhythmSeconds: allowed are seconds above 0',
      'hub.yaml:6: sources[1].address: has to be a text',
      'hub.yaml:6: sources[1].connector: allowed are enterprise-registry, monitoring-platform, dual-prevention, depot-inventory',
      'hub.yaml:7: sources[1].adress: unknown key; allowed are connector, transport, address, rhythmSeconds, username, secret, charset, mapping, tls, protocol, share, sessionSeconds, receiveMaximum, maxMegabytes, auth, paging, deadlineSeconds, settleSeconds, peers, maxPeers, idleSeconds, streams',
      'hub.yaml:8: sources[1].secret: a secret is never written here: allowed are { env: NAME } and { file: PATH }',
      'hub.yaml:10: sources[2].address: allowed is mqtt://host:port or mqtts://host:port, without a login',
      'hub.yaml:11: sources[2].secret: the variable NOT_SET is not set',
      'hub.yaml:12: sources[3].connector: enterprise-registry is bound already, by sources[0]',
      'hub.yaml:13: sources[3].address: has to be a text',
      'hub.yaml:14: other: unknown key; allowed are sources, readings',
    ]);
  });

  it.each([
    ['', ['hub.yaml:1: the file needs a key `sources`']],
    ['sources: []', ['hub.yaml:1: sources: needs at least one source']],
    ['sources:\n  - x', ['hub.yaml:2: sources[0]: has to be a source: connector, address …']],
    [
      'sources:\n  - { connector: x, address: 7 }\nother: 1\nother: 2\n',
      [
        expect.stringMatching(/^hub\.yaml:2: sources\[0\]\.address: has to be a text/),
        expect.stringMatching(/^hub\.yaml:2: sources\[0\]\.connector: allowed are /),
        expect.stringMatching(/^hub\.yaml:4: Map keys must be unique/),
        expect.stringMatching(/^hub\.yaml:4: other: unknown key/),
      ],
    ],
    [
      'sources:\n  - connector: enterprise-registry\n    address: a\n    address: b\n',
      [expect.stringMatching(/^hub\.yaml:4: Map keys must be unique/)],
    ],
    ['a: 1\nsources: *x\n', ['hub.yaml:2: *x stands for nothing: there is no &x before it']],
    [
      `a: &a [1]\nb: &b [${Array(20).fill('*a')}]\nsources: [${Array(20).fill('*b')}]`,
      [expect.stringMatching(/^hub\.yaml:\d: Excessive alias count/)],
    ],
    ['sources: [\n', [expect.stringMatching(/^hub\.yaml:\d: /)]],
  ])('refuses %j', (text, faults) => {
    expect(faultsOf(() => load(text))).toEqual(faults);
  });

  describe('of a source that pushes', () => {
    const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
    const shaped = [{ name: 'depots', transport: 'sql', streams: [{ name: 'stock' }] }] as Connector[];
    const entry = (text: string, env: Record<string, string> = { KEY: secret }) => {
      writeFileSync(
        join(folder, 'pushed.yaml'),
        `sources:\n  - connector: depots\n    transport: webhook\n${text}`,
      );
      return loadHubYaml(join(folder, 'pushed.yaml'), shaped, env)[0];
    };

    it('needs no address, and no channels', () => {
      const binding = { name: 'depots', transport: 'webhook', address: '/ingest/depots', secret };
      expect(entry('    secret: { env: KEY }')).toEqual(binding);
      expect(entry('    address: /ingest/depots\n    secret: { env: KEY }\n    deadlineSeconds: 5')).toEqual({
        ...{ ...binding, deadlineSeconds: 5 },
      });
      const two = `${secret}\n${secret}`;
      expect(entry('    secret: { env: KEY }', { KEY: two })).toEqual({ ...binding, secret: two });
    });

    it.each<[string, string, string]>([
      ['', secret, '.secret: is needed: what the source signs with'],
      ['    secret: { env: KEY }', 'hunter2', '.secret: allowed is whsec_ and the base64 of 24 to 64 bytes'],
      ['    secret: { env: NOT_SET }', secret, '.secret: the variable NOT_SET is not set'],
      [
        '    address: /ingest/other\n    secret: { env: KEY }',
        secret,
        '.address: a webhook is pushed to /ingest/depots',
      ],
      [
        '    address: https://x\n    secret: { env: KEY }',
        secret,
        '.address: allowed is left out for a webhook',
      ],
      [
        '    peers: [10.0.0.1]\n    secret: { env: KEY }',
        secret,
        '.peers: a source over webhook has no such setting',
      ],
    ])('%j: %s', (text, key, fault) => {
      const faults = faultsOf(() => entry(text, { KEY: key }));
      expect(faults.join('\n')).toContain(fault);
      expect(faults.join('\n')).not.toContain('hunter2');
    });
  });

  describe('of sources over HTTP and SQL', () => {
    const shaped = [
      { name: 'prevention', transport: 'http', streams: [{ name: 'hazards' }, { name: 'checks' }] },
      { name: 'depots', transport: 'sql', streams: [{ name: 'stock' }] },
      { name: 'drop', transport: 'files', streams: [{ name: 'firms', channel: 'firms-*.csv' }] },
      { name: 'web', transport: 'files', streams: [{ name: 'firms', channel: 'firms.csv' }] },
    ] as Connector[];
    const entry = (name: string, text: string) => {
      writeFileSync(join(folder, 'shaped.yaml'), `sources:\n  - connector: ${name}\n${text}`);
      return loadHubYaml(join(folder, 'shaped.yaml'), shaped, { KEY: 'k' })[0];
    };
    const overHttp = (text: string) =>
      entry(
        'prevention',
        `    address: 'https://a/b'\n    username: u\n    secret: { env: KEY }\n    ${text}`,
      );

    it.each([
      ['auth: { type: none }'],
      ['auth: { type: basic }'],
      ['auth: { type: api-key, header: X-Api-Key }'],
      ['auth: { type: api-key, query: key }'],
      [
        'auth: { type: hmac, algorithm: sm3, encoding: base64, timestamp: milliseconds, headers: { key: A } }',
      ],
      ['auth: { type: oauth2, tokenUrl: "https://sso.example/token", scope: read, clientAuth: body }'],
      [
        'paging: { type: page, page: pageNum, size: pageSize, pageSize: 50, firstPage: 0, pagesAt: data.pages }',
      ],
      ['paging: { type: cursor, cursor: after, nextAt: meta.next, moreAt: meta.more }'],
      ['paging: { type: link, pageSize: 100 }'],
      ['deadlineSeconds: 30'],
      ['maxMegabytes: 64'],
      ['streams: { checks: { channel: api/checks, items: rows, charset: gb18030, paging: { type: none } } }'],
      ['streams: { checks: { window: { from: a, to: b, overlapSeconds: 60, firstSpanSeconds: 9 } } }'],
    ])('%s is taken as it stands', (text) => {
      const [key] = text.split(':', 1);
      expect(overHttp(text)).toEqual(expect.objectContaining({ [key!]: parse(text)[key!] }));
    });

    it('a table is read whole where that is said', () => {
      const snapshot = { key: ['id'], maxRetiredShare: 0.2 };
      const text = `    address: 'mysql://r@h/d'\n    streams: { stock: { snapshot: ${JSON.stringify(snapshot)} } }`;
      expect(entry('depots', text)).toMatchObject({ streams: { stock: { snapshot } } });
    });

    it.each<[string, string, string]>([
      ['prevention', 'auth: { type: digest }', 'auth.type: needs a type; allowed are none, bearer'],
      ['prevention', 'auth: bearer', 'auth: needs a type; allowed are none, bearer'],
      ['prevention', 'auth: { type: basic }', 'auth: basic needs username: the user'],
      ['prevention', 'auth: { type: api-key, header: A, query: b }', 'auth: needs either header or query'],
      ['prevention', 'auth: { type: api-key, header: "A B" }', 'header: is no name of a header or parameter'],
      ['prevention', 'auth: { type: hmac, algorithm: md5 }', 'algorithm: allowed are sha256, sha512, sm3'],
      ['prevention', 'auth: { type: oauth2 }', 'auth.tokenUrl: has to be a text'],
      ['prevention', 'auth: { type: oauth2, tokenUrl: "http://me:pw@h/t" }', 'tokenUrl: allowed is http'],
      ['prevention', 'auth: { type: bearer, token: x }', 'auth.token: unknown key; allowed are type'],
      ['prevention', 'paging: { type: offset }', 'paging.type: needs a type; allowed are none, page'],
      [
        'prevention',
        'paging: { type: page, pageSize: 0 }',
        'pageSize: allowed is a whole number from 1 to 10000',
      ],
      ['prevention', 'deadlineSeconds: 0', 'deadlineSeconds: allowed is a whole number from 1 to 300'],
      [
        'prevention',
        'streams: { tests: {} }',
        'streams.tests: is no stream of it; allowed are hazards, checks',
      ],
      [
        'prevention',
        'streams: { checks: { snapshot: { key: [id] } } }',
        'streams.checks.snapshot: a source over http',
      ],
      ['prevention', 'streams: [checks]', 'streams: has to hold an entry for each stream'],
      ['depots', 'paging: { type: link }', 'paging: a source over sql has no such setting'],
      ['depots', 'streams: { stock: { snapshot: { key: [] } } }', 'snapshot.key: needs at least one'],
      [
        'depots',
        'streams: { stock: { table: { watermark: a, key: [b] }, snapshot: { key: [b] } } }',
        'streams.stock.snapshot: a table is read by its order or whole',
      ],
      ['drop', 'deadlineSeconds: 5', 'deadlineSeconds: a source over files has no such setting'],
      ['drop', 'settleSeconds: -1', 'settleSeconds: allowed are seconds from 0'],
      ['drop', 'charset: latin1', 'charset: allowed are auto, utf8, gb18030, gbk, gb2312'],
      [
        'drop',
        'streams: { firms: { files: [a.csv] } }',
        'streams.firms.files: in a folder channel says which',
      ],
      ['web', 'settleSeconds: 5', 'settleSeconds: is for files of a folder'],
      ['web', 'auth: { type: bearer }', 'auth: bearer needs secret'],
      [
        'web',
        'streams: { firms: { channel: "a-*.csv" } }',
        'streams.firms: over http the stream firms needs the path',
      ],
    ])('%s: %s is refused', (name, text, fault) => {
      const address = { prevention: 'http://a', depots: 'mysql://r@h/d', drop: 'drop', web: 'https://h/out' }[
        name
      ];
      const faults = faultsOf(() => entry(name, `    address: '${address}'\n    ${text}\n`));
      expect(faults.join('\n')).toContain(fault);
      expect(faults[0]).toMatch(/^shaped\.yaml:4: sources\[0\]\./);
    });
  });

  it('binds a vendor whose layout is its own, over another transport too', () => {
    const text = `
sources:
  - connector: monitoring-platform
    transport: http
    address: http://vendor.example/api
    charset: gbk
    streams:
      points: { channel: 点位, items: 数据.列表, mapping: '{ "point": 编号 }' }
      readings: { channel: 实时, charset: utf8, items: null }
      heartbeat: false
`;
    expect(load(text)).toEqual([
      {
        ...{ name: 'monitoring-platform', transport: 'http', address: 'http://vendor.example/api' },
        streams: {
          points: {
            ...{ channel: '点位', charset: 'gb18030' },
            ...{ items: '数据.列表', mapping: '{ "point": 编号 }' },
          },
          readings: { channel: '实时', charset: 'utf8', items: null },
          heartbeat: false,
        },
      },
    ]);
  });

  it('names what is wrong with a layout, an expression at its own line', () => {
    const text = `sources:
  - connector: monitoring-platform
    transport: sql
    address: postgresql://reader@plant/scada
    mapping: '$now()'
    streams:
      points:
        channel: p
        format: yaml
        mapping: |
          {
            "point": 编号
            "code": 代码
          }
      readings: yes
      alarms: false
      heartbeat: false
  - connector: enterprise-registry
    address: drop
    streams: { enterprises: false }
`;
    const needs = (name: string, what: string) =>
      `sources[0].streams.${name}: monitoring-platform speaks mqtt; over sql the stream ${name} needs ${what}`;
    expect(faultsOf(() => load(text))).toEqual([
      'hub.yaml:5: sources[0].mapping: line 1, column 5 of the expression: $now differs each time; use $receivedAt',
      `hub.yaml:7: ${needs('points', 'a table or snapshot')}`,
      'hub.yaml:9: sources[0].streams.points.format: allowed are json, jsonl, csv, xml, xlsx',
      'hub.yaml:9: sources[0].streams.points.format: over sql allowed is json',
      expect.stringMatching(
        /^hub\.yaml:13: sources\[0\]\.streams\.points\.mapping: line 3, column \d+ of the expression: .*"code"/,
      ),
      'hub.yaml:15: sources[0].streams.readings: has to be what is different about the stream, or false',
      `hub.yaml:15: ${needs('readings', 'a channel')}`,
      `hub.yaml:15: ${needs('readings', 'a table or snapshot')}`,
      'hub.yaml:16: sources[0].streams.alarms: is no stream of it; allowed are points, readings, heartbeat',
      'hub.yaml:20: sources[1].streams: at least one stream has to be read',
    ]);
  });

  it('tells sources that read one folder of each other', () => {
    const text = (second: string) => `sources:
  - { connector: enterprise-registry, address: drop, streams: { enterprises: { channel: 'qiye-*.csv' } } }
  - { connector: dual-prevention, transport: files, address: ${second}, streams: { hazards: { channel: 'yinhuan-*.json' } } }
`;
    const others = (second: string) => load(text(second)).map((one) => one.others);
    expect(others('./drop/')).toEqual([['yinhuan-*.json'], ['qiye-*.csv']]);
    expect(others('other')).toEqual([undefined, undefined]);
  });

  it('is UTF-8: another text is refused at its line, for its mappings would find nothing', () => {
    const path = join(folder, 'hub.yaml');
    writeFileSync(path, encode('sources:\n  - connector: dual-prevention\n    mapping: 编号\n', 'gbk'));
    expect(faultsOf(() => loadHubYaml(path, connectors))).toEqual([
      'hub.yaml:3: is not UTF-8, as which the file has to be saved',
    ]);
  });

  it('says when the file is not there', () => {
    expect(faultsOf(() => loadHubYaml(join(folder, 'no.yaml'), connectors))).toEqual([
      `HUB_CONFIG: cannot read ${join(folder, 'no.yaml')} (ENOENT); allowed is the path of a readable file`,
    ]);
  });
});
