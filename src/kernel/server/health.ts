import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/sql';

const ANSWER_WITHIN_MS = 2_000;

/**
 * `/health/live`: the process answers. `/health/ready`: so does the database; migrations were done before anything was
 * served. A source that is down does not make the hub unready: its state is in the graph.
 */
export function addHealth(app: FastifyInstance, database: Database) {
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = await answers(database);
    return reply.code(ready ? 200 : 503).send({ ready });
  });
}

async function answers(database: Database): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
  });
  const asked = database.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
