import type { Access } from '../database/access';
import { connect } from '../database/connect';
import { quoted } from '../database/tables';
import { ConfigurationError } from '../errors';
import type { Settings } from './settings';

/** That a database holds what the sources of a hub.yaml brought. */
export const OWN_SOURCES = 'hub.yaml';

/** What a database holds: a demo city, or what a city's own sources brought. */
export type Holding = Settings['demoCity'] | typeof OWN_SOURCES;

/** The city that databases hold that were begun before it was noted. */
const FIRST = 'jiexiu';

/**
 * Notes what the hub's database holds. Anything else is refused: firms and readings of a demo city would stand among those
 * of another, or among real ones, never heard again.
 */
export async function claimDatabase(owner: Access, wanted: Holding): Promise<void> {
  const sql = await connect(owner);
  try {
    await sql.query('begin');
    await sql.query(`select pg_advisory_xact_lock(hashtextextended('safe-city-hub demo city', 0))`);
    await sql.query(`create schema if not exists ${quoted(SCHEMA)}`);
    await sql.query(
      `create table if not exists ${TABLE} (single boolean primary key default true check (single), name text not null)`,
    );
    const begun = wanted !== OWN_SOURCES && (await hasSources(sql));
    await sql.query(`insert into ${TABLE} (name) values ($1) on conflict do nothing`, [
      begun ? FIRST : wanted,
    ]);
    const { rows } = await sql.query(`select name from ${TABLE}`);
    await sql.query('commit');
    if (rows[0].name !== wanted)
      throw new ConfigurationError([refusal(owner.database, { held: rows[0].name, wanted })]);
  } finally {
    await sql.end();
  }
}

const SCHEMA = 'demo';
const TABLE = 'demo.city';
const ANOTHER = 'a database (DATABASE_URL) or folder (HUB_DATA_DIR) of its own';

function refusal(database: string, { held, wanted }: { held: string; wanted: Holding }): string {
  if (held === OWN_SOURCES)
    return `HUB_CONFIG: the database ${database} holds what the sources of a hub.yaml brought; allowed is the path of that file, or ${ANOTHER} for the demo city`;
  if (wanted === OWN_SOURCES)
    return `HUB_CONFIG: the database ${database} holds the demo city ${held}; allowed is ${ANOTHER} for the sources of hub.yaml`;
  return `DEMO_CITY: the database ${database} holds the demo city ${held}; allowed is ${held}, or ${ANOTHER} for ${wanted}`;
}

async function hasSources(sql: Awaited<ReturnType<typeof connect>>): Promise<boolean> {
  const { rows } = await sql.query(`select to_regclass('hub.source') is not null as there`);
  if (!rows[0].there) return false;
  return (await sql.query('select from hub.source limit 1')).rows.length > 0;
}
