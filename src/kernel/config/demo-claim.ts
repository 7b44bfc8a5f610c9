import type { Access } from '../database/access';
import { connect } from '../database/connect';
import { quoted } from '../database/tables';
import { ConfigurationError } from '../errors';
import type { Settings } from './settings';

/** The one that databases hold that were begun before it was noted. */
const FIRST = 'jiexiu';

/**
 * Notes which demo city the hub's database holds. Another one is refused: its firms and readings would stand among those
 * of the first, never heard again.
 */
export async function claimForCity(owner: Access, { demoCity }: Pick<Settings, 'demoCity'>): Promise<void> {
  const sql = await connect(owner);
  try {
    await sql.query('begin');
    await sql.query(`select pg_advisory_xact_lock(hashtextextended('safe-city-hub demo city', 0))`);
    await sql.query(`create schema if not exists ${quoted(SCHEMA)}`);
    await sql.query(
      `create table if not exists ${TABLE} (single boolean primary key default true check (single), name text not null)`,
    );
    const begun = await hasSources(sql);
    await sql.query(`insert into ${TABLE} (name) values ($1) on conflict do nothing`, [
      begun ? FIRST : demoCity,
    ]);
    const { rows } = await sql.query(`select name from ${TABLE}`);
    await sql.query('commit');
    if (rows[0].name === demoCity) return;
    throw new ConfigurationError([
      `DEMO_CITY: the database ${owner.database} holds the demo city ${rows[0].name}; allowed is ${rows[0].name}, or a database (DATABASE_URL) or folder (HUB_DATA_DIR) of its own for ${demoCity}`,
    ]);
  } finally {
    await sql.end();
  }
}

const SCHEMA = 'demo';
const TABLE = 'demo.city';

async function hasSources(sql: Awaited<ReturnType<typeof connect>>): Promise<boolean> {
  const { rows } = await sql.query(`select to_regclass('hub.source') is not null as there`);
  if (!rows[0].there) return false;
  return (await sql.query('select from hub.source limit 1')).rows.length > 0;
}
