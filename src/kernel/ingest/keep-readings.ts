import type { Subgraph } from '../graphql/define-subgraph';
import type { Retention } from './retention';
import type { Store } from './store';

/** Has the subgraph that takes readings, if this process carries it, keep them for so long from now on. */
export async function keepReadings(
  { store, subgraphs }: { store: Pick<Store, 'commit'>; subgraphs: readonly Subgraph[] },
  retention: Retention,
): Promise<void> {
  for (const { readings } of subgraphs)
    if (readings?.keep)
      await store.commit(async (tx, now) => {
        await readings.keep!(tx, retention, now);
        return { result: null };
      });
}
