import { once } from 'node:events';
import { join } from 'node:path';
import { startProgram } from '../support/start-program';
import type { Broker } from './broker';
import type { FromGenerator, GeneratorOptions, ToGenerator } from './generator';
import type { Plan } from './plan';

/** The sites' gateways as a process of their own. Readings are numbered from 0. */
export interface Gateways {
  pid: number;
  /** The first reading that was not sent. */
  readonly next: number;
  /** Begins to send messages of `size` readings; without a rate as fast as `allow` lets them. */
  start(flow: { size: number; perSecond: number | null; upTo: number }): void;
  /** They may send up to this reading. */
  allow(upTo: number): void;
  /** Resolves when the broker has taken over all that was sent. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function startGateways(broker: Broker, plan: Plan): Promise<Gateways> {
  const options: GeneratorOptions = { address: broker.address, plan };
  const program = await startProgram(join(__dirname, 'generator.js'), options);
  const tell = (told: ToGenerator) => void program.process.send(told);
  let next = 0;
  return {
    pid: program.process.pid!,
    get next() {
      return next;
    },
    start: (flow) => tell({ flow: { from: next, ...flow } }),
    allow: (upTo) => tell({ upTo }),
    async stop() {
      const answered = once(program.process, 'message');
      tell({ stop: true });
      const [answer] = (await answered) as [FromGenerator];
      ({ next } = answer);
    },
    close: program.close,
  };
}
