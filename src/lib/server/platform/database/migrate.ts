import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

// Any fixed number: two processes that start at once take turns.
const preparationLock = 4_212_018;

/**
 * A session may name the settings of an extension (pg_trgm.…) only once it has used it: an update's
 * session has not, where the first installation's had just made it.
 */
const WAKE_EXTENSIONS = `do $$ begin
  if exists (select from pg_extension where extname = 'pg_trgm') then perform show_trgm(''); end if;
end $$`;

/** Runs work while no other process prepares the same database. */
export async function takingTurns<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [preparationLock]);
  try {
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [preparationLock]);
  }
}

/**
 * Applies the SQL files of `folder` that the database has not seen, in order, each in its own
 * transaction. Forward only. Call it `takingTurns`.
 * @returns the names applied now
 * @throws Error when an applied file was changed afterwards, or one fails
 */
export async function migrate(client: pg.ClientBase, folder: string): Promise<string[]> {
  await client.query(
    'create table if not exists schema_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
  );
  const known = await knownMigrations(client);
  const applied: string[] = [];
  for (const { name, text, sha256 } of migrationsIn(folder)) {
    const before = known.get(name);
    if (before === sha256) continue;
    if (before) throw new Error(`Migration ${name} was changed after it was applied.`);
    if (applied.length === 0) await client.query(WAKE_EXTENSIONS);
    await apply(client, name, text, sha256);
    applied.push(name);
  }
  return applied;
}

/**
 * Whether the database has seen every file of `folder` as it is. Call it `takingTurns`.
 * @throws Error when it was never migrated
 */
export async function isUpToDate(client: pg.ClientBase, folder: string): Promise<boolean> {
  const known = await knownMigrations(client);
  return migrationsIn(folder).every(({ name, sha256 }) => known.get(name) === sha256);
}

const migrationsIn = (folder: string) =>
  readdirSync(folder)
    .filter((f) => f.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    });

async function knownMigrations(client: pg.ClientBase): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from schema_migration',
  );
  return new Map(rows.map((r) => [r.name, r.sha256]));
}

async function apply(client: pg.ClientBase, name: string, text: string, sha256: string) {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into schema_migration (name, sha256) values ($1, $2)', [
      name,
      sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
