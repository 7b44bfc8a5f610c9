import type { Sql } from '../../kernel/database/sql';
import type { RowWatcher } from '../../kernel/graphql/define-subgraph';
import type { Fact } from '../../kernel/risk/facts';
import { SafetyPromise } from './safety-promise';

/** Of each firm the newest promise counts, in whatever order they come. */
export const safetyPromiseWatcher: RowWatcher<SafetyPromise> = {
  entity: SafetyPromise,
  async consequences(changes, tx) {
    const firms = [...new Set(changes.map(({ after }) => after.uscc))];
    return { facts: (await newestOf(tx, firms)).map(promiseFact) };
  },
};

type Newest = Pick<SafetyPromise, 'uscc' | 'on' | 'source' | 'publishedAt'>;

const newestOf = (tx: Sql, usccs: readonly string[]): Promise<Newest[]> =>
  tx.query<Newest>(
    `select distinct on (uscc) uscc, promised_on::text as "on", source, published_at as "publishedAt"
     from risk.safety_promise where uscc = any($1::text[]) order by uscc, promised_on desc, published_at`,
    [usccs],
  );

const promiseFact = ({ uscc, on, source, publishedAt }: Newest): Fact => ({
  ...{ subject: uscc, kind: 'promise', key: uscc, source, from: publishedAt, to: null },
  value: { on },
});
