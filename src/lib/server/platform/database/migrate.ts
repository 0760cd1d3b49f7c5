import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';

// Any fixed number: two processes that start at once take turns.
const migrationLock = 4_212_018;

/**
 * Applies the SQL files of `folder` that the database has not seen, in order, each in its own
 * transaction, under a lock. Forward only.
 * @returns the names applied now
 * @throws Error when an applied file was changed afterwards, or one fails
 */
export async function migrate(client: pg.ClientBase, folder: string): Promise<string[]> {
  const applied: string[] = [];
  await client.query('select pg_advisory_lock($1)', [migrationLock]);
  try {
    await client.query(
      'create table if not exists schema_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const known = new Map<string, string>(
      (
        await client.query<{ name: string; sha256: string }>(
          'select name, sha256 from schema_migration',
        )
      ).rows.map((r) => [r.name, r.sha256]),
    );
    for (const name of readdirSync(folder)
      .filter((f) => f.endsWith('.sql'))
      .sort()) {
      const text = readFileSync(join(folder, name), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = known.get(name);
      if (before !== undefined) {
        if (before !== sha256)
          throw new Error(`Migration ${name} was changed after it was applied.`);
        continue;
      }
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
      applied.push(name);
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrationLock]);
  }
  return applied;
}
