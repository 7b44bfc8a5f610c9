import type { Database } from '../../src/kernel/database/sql';
import { publish } from '../../src/kernel/events/log';
import type { Consequences } from '../../src/kernel/graphql/define-subgraph';
import { moveRisk, type MoveOptions } from '../../src/kernel/risk/assess';

/** One transaction as the store makes them: risk, then the log. */
export const commit = (database: Database, consequences: Consequences, options: MoveOptions) =>
  database.transaction(async (tx) => {
    const { events, record, moved } = await moveRisk(tx, consequences, options);
    await record(await publish(tx, events));
    return { events, moved };
  });
