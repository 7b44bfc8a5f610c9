import { connectAsync } from 'mqtt';
import { setTimeout as delay } from 'node:timers/promises';
import { endWithStdin } from '../support/start-program';
import { messageOf, type Plan } from './plan';

export interface GeneratorOptions {
  address: string;
  plan: Plan;
}

/** What it is told: a flow that begins with reading `from`; up to which reading it may send; to stop. */
export type ToGenerator =
  | { flow: { from: number; size: number; perSecond: number | null; upTo: number } }
  | { upTo: number }
  | { stop: true };

/** What it answers to `stop`: the number of the first reading not sent, once the broker has taken over all before. */
export interface FromGenerator {
  next: number;
}

const TICK_MS = 5;

/** Site gateways: sends messages of QoS 1 in an even flow, or as fast as it is allowed to. */
async function main({ address, plan }: GeneratorOptions): Promise<void> {
  const client = await connectAsync(address, { clientId: 'gateways', protocolVersion: 5 });
  let [upTo, stopped] = [0, false];
  const flow = async ({
    from,
    size,
    perSecond,
  }: {
    from: number;
    size: number;
    perSecond: number | null;
  }) => {
    const began = performance.now();
    let [next, open] = [from, 0];
    while (!stopped) {
      const due = perSecond === null ? Infinity : from + ((performance.now() - began) / 1_000) * perSecond;
      // what it is late with it does at once, but lets others come to word
      for (let n = 0; n < 2_000 && next + size <= Math.min(due, upTo); n++, next += size) {
        const { topic, values } = messageOf(next, size, plan);
        open++;
        client.publish(
          topic,
          JSON.stringify({ at: new Date().toISOString(), values }),
          { qos: 1 },
          () => open--,
        );
      }
      await delay(TICK_MS);
    }
    while (open > 0) await delay(TICK_MS);
    process.send!({ next } satisfies FromGenerator);
  };
  process.on('message', (told: ToGenerator) => {
    if ('stop' in told) stopped = true;
    else if ('upTo' in told) upTo = told.upTo;
    else {
      stopped = false;
      ({ upTo } = told.flow);
      void flow(told.flow);
    }
  });
  endWithStdin(() => client.endAsync(true));
  process.stdout.write(`${address}\n`);
}

void main(JSON.parse(process.argv[2]!) as GeneratorOptions);
