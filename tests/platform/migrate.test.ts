import { randomBytes } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { embeddedConnection } from '../../src/lib/server/platform/database/embedded-server.ts';
import { migrate, takingTurns } from '../../src/lib/server/platform/database/migrate.ts';
import { roles } from '../../src/lib/server/platform/database/roles.ts';
import { loadSecrets } from '../../src/lib/server/platform/secrets.ts';
import { useWorld } from '../world.ts';
import { dataFolder } from './balai-process.ts';

const world = useWorld();

/** Works with connections of the owner to a database without tables. */
async function onEmptyDatabase(work: (connect: () => Promise<pg.Client>) => Promise<void>) {
  const name = `empty_${randomBytes(5).toString('hex')}`;
  const { dataDir } = world.platform.config;
  await world.superuser((c) => c.query(`create database ${name} owner ${roles.owner}`));
  const clients: pg.Client[] = [];
  await work(async () => {
    const password = loadSecrets(dataDir).database.owner;
    const client = new pg.Client(
      embeddedConnection(join(dataDir, 'run'), roles.owner, password, name),
    );
    await client.connect();
    clients.push(client);
    return client;
  });
  await Promise.all(clients.map((c) => c.end()));
  await world.superuser((c) => c.query(`drop database ${name}`));
}

const copyOfMigrations = () => {
  const folder = join(dataFolder(), 'migrations');
  cpSync('migrations', folder, { recursive: true });
  return folder;
};
const all = readdirSync('migrations').filter((name) => name.endsWith('.sql'));

describe('migrations', () => {
  test('two that start at once take turns; a third finds nothing to do', async () => {
    await onEmptyDatabase(async (connect) => {
      const clients = await Promise.all([connect(), connect()]);
      const applied = await Promise.all(
        clients.map((c) => takingTurns(c, () => migrate(c, 'migrations'))),
      );
      expect(applied.flat().sort()).toEqual(all);
      expect(await migrate(clients[0]!, 'migrations')).toEqual([]);
    });
  });

  test('each applies to a database that stopped before it, as an update finds one', async () => {
    await onEmptyDatabase(async (connect) => {
      const folder = join(dataFolder(), 'migrations');
      mkdirSync(folder);
      for (const name of all.toSorted()) {
        cpSync(join('migrations', name), join(folder, name));
        const client = await connect();
        expect(await migrate(client, folder)).toEqual([name]);
      }
    });
  });

  test('one that was changed after it was applied is refused by name', async () => {
    await onEmptyDatabase(async (connect) => {
      const client = await connect();
      const folder = copyOfMigrations();
      await migrate(client, folder);
      appendFileSync(join(folder, all[0]!), '\n-- changed\n');
      await expect(migrate(client, folder)).rejects.toThrow(
        `Migration ${all[0]} was changed after it was applied.`,
      );
    });
  });

  test('one that fails leaves no trace of itself, and those before it stand', async () => {
    await onEmptyDatabase(async (connect) => {
      const client = await connect();
      const folder = copyOfMigrations();
      writeFileSync(join(folder, '9999_bad.sql'), 'create table half (x int); select 1 / 0;');
      await expect(migrate(client, folder)).rejects.toThrow(
        /9999_bad.sql failed: division by zero/,
      );
      const { rows } = await client.query(
        "select to_regclass('half') as half, count(*)::int as n from schema_migration",
      );
      expect(rows).toEqual([{ half: null, n: all.length }]);
      writeFileSync(join(folder, '9999_bad.sql'), 'create table half (x int)');
      expect(await migrate(client, folder)).toEqual(['9999_bad.sql']);
    });
  });
});
