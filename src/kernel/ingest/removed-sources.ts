import { Sourced } from '../database/sourced';
import { tableOf, type Table } from '../database/tables';
import type { Subgraph, Sweep } from '../graphql/define-subgraph';

const inUse = ({ columns }: Table): string => {
  const since = columns.get('outOfUseSince')?.quoted;
  return since ? ` and not coalesce(${since} <= $2, false)` : '';
};

/**
 * Ends the silence of sources that are PAUSED and of which no row is left: another source has taken all of them over, or
 * they are out of use, or there never was one. Until then what they brought is UNKNOWN, and no board that may rest on it is complete.
 */
export function removedSources({ name, entities }: Pick<Subgraph, 'name' | 'entities'>): Sweep {
  const tables = entities.filter(({ prototype }) => prototype instanceof Sourced).map(tableOf);
  const rows = tables.map(
    (table) => ` and not exists (select from ${table.name} where source = k.id${inUse(table)})`,
  );
  return {
    name: 'removed-sources',
    everySeconds: 60,
    async run(tx, now) {
      await tx.query(
        `update hub.source_silence s set "to" = $2 from hub.source k
         where k.id = s.source and s."to" is null and k.state = 'PAUSED' and k.subgraph = $1${rows.join('')}`,
        [name, now],
      );
      return null;
    },
  };
}
