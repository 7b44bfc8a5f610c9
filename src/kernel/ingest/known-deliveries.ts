import type { Sql } from '../database/sql';
import type { Sweep } from '../graphql/define-subgraph';
import { DeliveryOvertaken, type DeliveryMark, type KnownDeliveries } from './transports/webhook-contract';

/** The deliveries of one source, in `hub.webhook_delivery`. */
export const knownDeliveries = (sql: Sql, source: string): KnownDeliveries => ({
  async find(id) {
    const [mark] = await sql.query<DeliveryMark>(
      'select body, layout, records, taken, done from hub.webhook_delivery where source = $1 and id = $2',
      [source, id],
    );
    return mark ?? null;
  },
  async keep(tx, id, { from, to }) {
    const moved = await tx.query(
      `insert into hub.webhook_delivery as d (source, id, body, layout, records, taken, done)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (source, id) do update set body = excluded.body, layout = excluded.layout, records = excluded.records,
         taken = excluded.taken, done = excluded.done, at = excluded.at
       where not d.done and d.body = $8 and d.layout = $9 and d.records = $10
       returning 1`,
      [
        ...[source, id, to.body, to.layout, to.records, JSON.stringify(to.taken), to.done],
        ...[from?.body ?? null, from?.layout ?? null, from?.records ?? null],
      ],
    );
    if (moved.length === 0)
      throw new DeliveryOvertaken(`${source}: the delivery was taken elsewhere meanwhile`);
  },
});

/** Longer than senders try again (the example of Standard Webhooks: 76 hours). Later its records are what repeats are anyway, unchanged. */
const KEPT = '7 days';
const AT_ONCE = 10_000;

/** Forgets deliveries that no sender repeats any more. */
export const deliveriesSweep: Sweep = {
  name: 'webhook-deliveries',
  everySeconds: 600,
  async run(tx, now) {
    const gone = await tx.query(
      `delete from hub.webhook_delivery where (source, id) in (
         select source, id from hub.webhook_delivery where at < $1::timestamptz - interval '${KEPT}' limit ${AT_ONCE})
       returning 1`,
      [now],
    );
    return gone.length < AT_ONCE ? null : {};
  },
};
