import type { Sweep } from '../../kernel/graphql/define-subgraph';

/**
 * What is known of a waybill's consignee that it is judged by (V21), in short; `uscc` and `at` are SQL. Any news of its
 * licences or status makes another mark, and so does another risk level at the loading.
 */
export const consigneeMark = (uscc: string, at: string): string =>
  `concat_ws(' ',
     (select max(f.id) from hub.fact f where f.subject = ${uscc} and f.kind in ('firm', 'licence')),
     (select s.registered from hub.subject s where s.uscc = ${uscc}),
     (select r.level from hub.risk_standing r where r.subject = ${uscc} and r.known_from <= ${at}
      order by r.known_from desc limit 1))`;

/**
 * Marks trips that are not over and whose consignee the register of firms or the risk engine knows otherwise than when they
 * were judged. They are another subgraph's records, so nothing tells of them here.
 */
export const consigneeSweep: Sweep = {
  name: 'trip-consignees',
  everySeconds: 5,
  async run(tx) {
    const marked = await tx.query(
      `update hazmat.waybill w set recheck = true
       where w.id in (
         select o.id from hazmat.waybill o
         where o.stage not in ('UNLOADED', 'CLOSED', 'CANCELLED') and not o.recheck
           and o.consignee_mark is distinct from ${consigneeMark('o.consignee_uscc', 'o.load_at')}
         limit 500 for update skip locked)
       returning w.id`,
      [],
    );
    return marked.length === 0 ? null : {};
  },
};
