// `npm run test:services [-- jest options]`: the tests that use a database or a broker, on the servers of this machine.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const services = {
  TEST_DATABASE_URL: process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres',
  TEST_MQTT_URL: process.env.TEST_MQTT_URL ?? 'mqtt://127.0.0.1:1883',
  TEST_MYSQL_URL: process.env.TEST_MYSQL_URL ?? 'mysql://root@127.0.0.1:3306',
};
const USES_SERVICES = /from '\.\/support\/(database|frozen-city|hub|ingest|risk-hub|slice-hub|small-graph)'/;

const answers = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (answer) => resolve((socket.destroy(), answer));
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });

const silent = [];
for (const [name, url] of Object.entries(services)) {
  const { hostname, port, protocol } = new URL(url);
  if (
    !(await answers(hostname, Number(port || { 'postgres:': 5432, 'mqtt:': 1883, 'mysql:': 3306 }[protocol])))
  )
    silent.push(`${name}: no server answers at ${hostname}:${port}`);
}
if (silent.length > 0) {
  process.stderr.write(`${silent.join('\n')}\n`);
  process.exit(2);
}

const tests = readdirSync(join(root, 'test'))
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => USES_SERVICES.test(readFileSync(join(root, 'test', name), 'utf8')));
const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
const files = tests.map((name) => join(root, 'test', name));
const child = spawn(process.execPath, [jest, ...process.argv.slice(2), '--runTestsByPath', ...files], {
  cwd: root,
  env: { ...process.env, ...services },
  stdio: 'inherit',
});
child.on('exit', (code) => process.exit(code ?? 1));
