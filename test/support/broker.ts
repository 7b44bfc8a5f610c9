import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** aedes is an ES module, which Jest cannot load; so the broker is a process of its own, as a real one is. */
const PROGRAM = `import('aedes').then(async ({ Aedes }) => {
  const broker = await Aedes.createBroker({ concurrency: 1000, queueLimit: 10000 });
  broker.on('ack', (packet, client) => console.log('ack ' + client.id));
  const server = require('node:net').createServer(broker.handle);
  server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port));
  process.stdin.resume().on('end', () => process.exit());
});`;

/** A broker that keeps sessions in memory and counts what was acknowledged. */
export async function startBroker() {
  const child = spawn(process.execPath, ['-e', PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  const [first] = (await once(lines, 'line')) as [string];
  let acknowledged = 0;
  lines.on('line', () => acknowledged++);
  return {
    address: `mqtt://127.0.0.1:${first.split(' ')[1]}`,
    acknowledged: () => acknowledged,
    async close() {
      const exited = once(child, 'exit');
      child.stdin.end();
      await exited;
    },
  };
}
