import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connector, Stream } from '../src/kernel/ingest/contract';
import { refine, type TakenRecord } from '../src/kernel/ingest/pipeline';
import { unpack } from '../src/kernel/ingest/workbook';
import { subgraphs } from '../src/subgraphs';

/**
 * Runs every src/connectors/<source>/cases/<case>/: each `<stream>.<ext>` goes through the pipeline; what it becomes has
 * to equal `rows.json`, and what is refused `error.txt`, one line each. UPDATE_CASES=1 writes both anew, to be read.
 */
const folder = join(__dirname, '../src/connectors');
const updating = Boolean(process.env.UPDATE_CASES);
const RECEIVED_AT = new Date('2027-01-01T00:00:00Z');
const EXPECTED = ['rows.json', 'error.txt'];

const sources = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const casesOf = (source: string) =>
  existsSync(join(folder, source, 'cases')) ? readdirSync(join(folder, source, 'cases')) : [];

async function connectorOf(source: string): Promise<Connector> {
  for (const load of Object.values(subgraphs)) {
    const connector = (await load()).connectors.find(({ name }) => name === source);
    if (connector) return connector;
  }
  throw new Error(`no manifest lists the connector ${source}`);
}

/** In the order of the file names. */
async function run(connector: Connector, path: string): Promise<TakenRecord[]> {
  const inputs = readdirSync(path).filter((name) => !EXPECTED.includes(name));
  expect(inputs).not.toEqual([]);
  const records: TakenRecord[] = [];
  for (const name of inputs.sort()) {
    const stream = connector.streams.find((one) => one.name === name.slice(0, name.lastIndexOf('.')));
    if (!stream) throw new Error(`${name}: ${connector.name} has no such stream`);
    for (const frame of framesOf(stream, join(path, name)))
      records.push(...refine(stream, await unpack(stream, { ...frame, receivedAt: RECEIVED_AT })));
  }
  return records;
}

/** A file is a frame; a `.frames` file has one a line after its channel, in hexadecimal or as a text in quotes. */
function framesOf(stream: Stream, path: string): { channel: string; bytes: Buffer }[] {
  if (!path.endsWith('.frames')) return [{ channel: channelOf(stream), bytes: readFileSync(path) }];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines
    .filter((line) => line && !line.startsWith('//'))
    .map((line) => {
      const [channel = '', frame = ''] = [
        line.slice(0, line.indexOf(' ')),
        line.slice(line.indexOf(' ') + 1),
      ];
      const bytes = frame.startsWith('"')
        ? Buffer.from(JSON.parse(frame) as string, 'latin1')
        : Buffer.from(frame.replaceAll(' ', ''), 'hex');
      return { channel, bytes };
    });
}

/** A channel that the stream's pattern matches. */
const channelOf = ({ channel }: Stream): string =>
  channel.replaceAll('+', 'S1').replaceAll('*', '20270101000000');

const mappedOf = (records: TakenRecord[]): unknown => {
  const rows = records.flatMap((record) =>
    record.rows.map(({ entity, values, observedAt }) => ({ entity: entity.name, observedAt, values })),
  );
  const readings = records.flatMap((record) => record.readings.map((reading) => ({ reading })));
  return JSON.parse(JSON.stringify([...rows, ...readings]));
};

const refusedOf = (records: TakenRecord[]): string[] =>
  records.flatMap(({ stream, refused }) => (refused === null ? [] : [`${stream}: ${refused}`]));

test('there are connectors, and each has cases', () => {
  expect(sources.length).toBeGreaterThan(0);
  for (const { name } of sources) expect([name, casesOf(name).length > 0]).toEqual([name, true]);
});

describe.each(sources.map(({ name }) => name))('%s', (source) => {
  const cases = casesOf(source);
  if (cases.length === 0) return;
  test.each(cases)('%s', async (name) => {
    const path = join(folder, source, 'cases', name);
    const records = await run(await connectorOf(source), path);
    const [rowsFile, errorFile] = [join(path, 'rows.json'), join(path, 'error.txt')];
    if (updating) {
      writeFileSync(rowsFile, `${JSON.stringify(mappedOf(records), null, 2)}\n`);
      if (refusedOf(records).length > 0) writeFileSync(errorFile, `${refusedOf(records).join('\n')}\n`);
    }
    const expectedRows = existsSync(rowsFile) ? JSON.parse(readFileSync(rowsFile, 'utf8')) : [];
    const expectedErrors = existsSync(errorFile) ? readFileSync(errorFile, 'utf8').trimEnd().split('\n') : [];
    expect(mappedOf(records)).toEqual(expectedRows);
    expect(refusedOf(records)).toEqual(expectedErrors);
  });
});
