import type { Sql } from '../../kernel/database/sql';
import type { Sweep } from '../../kernel/graphql/define-subgraph';
import type { Fact } from '../../kernel/risk/facts';
import { readRegime } from '../../kernel/risk/regime';
import { figuresOf } from '../../kernel/risk/rule-set';

const AT_MOST = 500;

/**
 * Notices firms that ought to give a daily safety promise (R19) and of which none was ever known. Only once the source
 * has told of a promise of any firm: where nobody sends them, the whole city would be at fault.
 */
export const neverPromisedSweep: Sweep = {
  name: 'never-promised',
  everySeconds: 60,
  async run(tx, now) {
    const silent = await neverPromised(tx);
    if (silent.length === 0) return null;
    return {
      facts: silent.map(({ uscc, source }): Fact => ({
        ...{ subject: uscc, kind: 'promise', key: `${uscc} never`, source, from: now, to: null },
        value: { on: null },
      })),
    };
  },
};

async function neverPromised(tx: Sql): Promise<{ uscc: string; source: string }[]> {
  const { ruleSets } = await readRegime(tx);
  const industries = ruleSets
    .flatMap(({ rules }) => rules.filter(({ kind }) => kind === 'daily-promise'))
    .flatMap((rule) => figuresOf(rule).flatMap((figures) => figures.industries));
  return tx.query(
    `select s.uscc, told.source from hub.subject s cross join (select source from risk.safety_promise limit 1) told
     where s.registered and s.industry = any($1::text[])
       and not exists (select from hub.fact where subject = s.uscc and kind = 'promise' and known_to is null)
     order by s.uscc limit ${AT_MOST}`,
    [industries],
  );
}
