import type { RunningDemoCity } from '../support/demo-city';
import { readLedgers } from './ledgers';
import type { seeded } from './random';

const POINTS = 4;

/**
 * Makes the sources send more than their daily round: points that send a text for a number, wrong rows, changed
 * hazards, firms, stock and tasks. Each call ends what the one before began at the points.
 */
export function disturber(
  city: RunningDemoCity,
  { ledger, random }: { ledger: string; random: ReturnType<typeof seeded> },
): () => Promise<void> {
  let keys = new Map<string, string[]>();
  let spoilt: string[] = [];
  let round = 0;
  return async () => {
    // the last list of all to be asked for
    if (!keys.has('checks')) keys = keysOf(ledger);
    const some = (stream: string, count: number) => random.shuffled(keys.get(stream) ?? []).slice(0, count);
    for (const point of spoilt) await city.act({ release: point });
    spoilt = some('points', POINTS);
    for (const point of spoilt) await city.act({ sensor: point, value: '离线' });
    for (const key of some('hazards', 3))
      await city.act({ set: { stream: 'hazards', key, values: { title: `示例隐患 ${round}` } } });
    for (const key of some('enterprises', 3))
      await city.act({ set: { stream: 'enterprises', key, values: { 企业名称: `示例企业 ${round}` } } });
    for (const key of some('stock-lines', 3))
      await city.act({ set: { stream: 'stock-lines', key, values: { qty: 1_000 + round } } });
    for (const key of some('tasks', 3))
      await city.act({ set: { stream: 'tasks', key, values: { 任务内容: `示例任务 ${round}` } } });
    await city.act(round % 3 === 2 ? { spoil: 'uscc' } : { drop: true });
    round++;
  };
}

function keysOf(folder: string): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const { entries } of readLedgers(folder))
    for (const { stream, key, bad } of entries)
      if (!bad && stream !== 'readings') keys.set(stream, [...(keys.get(stream) ?? []), key]);
  return keys;
}
