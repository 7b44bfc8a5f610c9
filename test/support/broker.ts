import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** aedes is an ES module, which Jest cannot load; so the broker is a process of its own, as a real one is. */
const PROGRAM = `import('aedes').then(async ({ Aedes }) => {
  const broker = await Aedes.createBroker({ concurrency: 1000, queueLimit: 10000 });
  let refused = process.argv[1];
  broker.authorizeSubscribe = (client, asked, done) => done(null, asked.topic === refused ? null : asked);
  broker.on('ack', (packet, client) => console.log('ack ' + client.id));
  const server = require('node:net').createServer(broker.handle);
  server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port));
  process.stdin.on('data', () => (refused = undefined)).on('end', () => process.exit());
});`;

/** A broker that keeps sessions in memory and counts what was acknowledged. `refused`: a channel that it lets nobody read. */
export async function startBroker(refused = '') {
  const child = spawn(process.execPath, ['-e', PROGRAM, refused], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [first] = (await once(lines, 'line')) as [string];
  let acknowledged = 0;
  lines.on('line', () => acknowledged++);
  return {
    address: `mqtt://127.0.0.1:${first.split(' ')[1]}`,
    acknowledged: () => acknowledged,
    /** From now on it refuses nothing. */
    allow: () => void child.stdin.write('\n'),
    async close() {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}
