import { createHmac } from 'node:crypto';
import type { Client } from 'pg';
import { ConfigurationError } from '../errors';
import { accessOf, type Access } from './access';
import { connect } from './connect';
import { quoted } from './tables';

/*
 * Two roles. The owner (the user of DATABASE_URL, or of the embedded server) migrates and owns every schema and table.
 * The hub works as a second role that owns nothing: it reads, writes and calls functions, and can neither create nor drop.
 *
 * The working role is `<owner>_work`, made by the owner. Its password is derived from the owner's, so that every replica
 * knows it and nothing has to be stored. An owner without a password (trust, certificates) makes one without a password.
 * An owner that may not create roles needs DATABASE_WORK_URL.
 *
 * DDL that the hub needs while it works (partitions of a history) goes through a function that a migration creates:
 *   create function monitoring.keep_partitions(...) returns void
 *     language plpgsql security definer set search_path = pg_catalog, monitoring, pg_temp as $$ ... $$;
 * The working role may execute every function that a migration creates in a schema of the hub.
 */

/** The login of the working role; makes the role first where that is ours to do. */
export async function workingAccess(owner: Access, workUrl: string | null, sql: Client): Promise<Access> {
  return workUrl ? accessOf(workUrl) : derivedAccess(owner, `${owner.user}_work`, sql);
}

/** The login of a role whose password is derived from the owner's; makes the role first where there is none. */
export async function derivedAccess(owner: Access, user: string, sql: Client): Promise<Access> {
  const password = owner.password && derive(owner.password, user);
  const access = { ...owner, user, password };
  if (!(await exists(sql, user))) await create(sql, user, password);
  if (!(await mayLogIn(access))) await setPassword(sql, user, password);
  return access;
}

/** Gives the working role what it may do in a schema, for the tables that are there and for those to come. */
export async function grantWork(sql: Client, schema: string, role: string): Promise<void> {
  const { rows } = await sql.query('select has_schema_privilege($1, $2, $3) as granted', [
    role,
    schema,
    'usage',
  ]);
  // once: what a migration has taken back since (a log that is only appended to) stays taken back
  if (rows[0].granted) return;
  const [inSchema, to] = [`in schema ${quoted(schema)}`, `to ${quoted(role)}`];
  const rights = [
    ['select, insert, update, delete', 'tables'],
    ['usage, select', 'sequences'],
    ['execute', 'functions'],
  ];
  for (const [right, things] of rights) {
    await sql.query(`grant ${right} on all ${things} ${inSchema} ${to}`);
    await sql.query(`alter default privileges ${inSchema} grant ${right} on ${things} ${to}`);
  }
  await sql.query(`grant usage on schema ${quoted(schema)} ${to}`);
}

/** Refuses a working role that could do what only the owner may. */
export async function checkWork(sql: Client, role: string): Promise<void> {
  const { rows } = await sql.query(
    `select rolname = current_user or rolsuper or pg_has_role(oid, current_user, 'member') as owns
     from pg_roles where rolname = $1`,
    [role],
  );
  if (!rows[0]) throw new ConfigurationError([`DATABASE_WORK_URL: there is no role ${role} on the server`]);
  if (rows[0].owns)
    throw new ConfigurationError([
      `DATABASE_WORK_URL: ${role} is the owner, a member of it or a superuser; allowed is a role that owns nothing`,
    ]);
}

const derive = (secret: string, role: string): string =>
  createHmac('sha256', secret).update(`safe-city-hub working role ${role}`).digest('base64url');

const exists = async (sql: Client, role: string): Promise<boolean> =>
  (await sql.query('select 1 from pg_roles where rolname = $1', [role])).rows.length > 0;

async function create(sql: Client, role: string, password: string | undefined): Promise<void> {
  try {
    await sql.query(
      `create role ${quoted(role)} login ${password ? `password '${password}'` : ''} nosuperuser nocreatedb nocreaterole noinherit`,
    );
  } catch (error) {
    const { code } = error as { code?: string };
    // another hub on the same server made it at the same moment
    if (code === '42710' || code === '23505') return;
    if (code !== '42501') throw error;
    throw new ConfigurationError([
      `DATABASE_URL: its user may not create roles. Have an administrator create a role that owns nothing ` +
        `(create role ${quoted(role)} login password '…') and name its login in DATABASE_WORK_URL`,
    ]);
  }
}

async function mayLogIn(access: Access): Promise<boolean> {
  try {
    await (await connect(access)).end();
    return true;
  } catch (error) {
    if (['28P01', '28000'].includes((error as { code?: string }).code ?? '')) return false;
    throw error;
  }
}

/** The owner's password was changed, or the role came from elsewhere. */
async function setPassword(sql: Client, role: string, password: string | undefined): Promise<void> {
  if (!password)
    throw new ConfigurationError([
      `DATABASE_URL: the server lets its user in without a password, but not the working role ${role}; ` +
        'name the login of a working role in DATABASE_WORK_URL',
    ]);
  await sql.query(`alter role ${quoted(role)} login password '${password}'`);
}
