import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { readConfig } from '../src/lib/server/platform/config.ts';
import {
  embeddedConnection,
  embeddedSuperuser,
} from '../src/lib/server/platform/database/embedded-server.ts';
import { openFiles } from '../src/lib/server/platform/files.ts';
import {
  setClock,
  startPlatform,
  stopPlatform,
  type Platform,
} from '../src/lib/server/platform/index.ts';
import { loadSecrets } from '../src/lib/server/platform/secrets.ts';

export const templateName = 'balai_template';

/** A clock that tests move by hand. Starts on a Monday morning in the village (WITA). */
class TestClock {
  private time = new Date('2026-11-23T00:30:00Z').getTime();
  now() {
    return new Date(this.time);
  }
  advance(ms: number) {
    this.time += ms;
  }
  set(iso: string) {
    this.time = new Date(iso).getTime();
  }
}

export interface World {
  platform: Platform;
  clock: TestClock;
  /** Where this test file's stored files lie. */
  filesDir: string;
  /** A connection as superuser, for what no role of ours may do (tampering, looking past policies). */
  superuser<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
}

/**
 * Gives a test file its own database (cloned from the migrated template) and its own file folder.
 * The platform's singletons point at it until the file is done.
 */
export function useWorld(): World {
  const world = { clock: new TestClock() } as World;
  const database = `test_${randomBytes(6).toString('hex')}`;

  beforeAll(async () => {
    const dataDir = inject('dataDir');
    const secrets = loadSecrets(dataDir);
    const socketDir = join(dataDir, 'run');
    const asSuperuser = async <T>(name: string, work: (client: pg.Client) => Promise<T>) => {
      const client = new pg.Client(
        embeddedConnection(socketDir, embeddedSuperuser, secrets.database.superuser, name),
      );
      await client.connect();
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    };
    await asSuperuser('postgres', (c) =>
      c.query(`create database ${database} template ${templateName} owner balai_owner`),
    );
    world.superuser = (work) => asSuperuser(database, work);
    const config = readConfig({ BALAI_DATA: dataDir });
    world.platform = await startPlatform(config, {
      migrationsDir: 'migrations',
      databaseName: database,
      leaveRunning: true,
      poolSize: 8,
    });
    // Villages of other databases have the same ids, and the chores clean up what is not theirs.
    world.filesDir = join(dataDir, 'files', database);
    world.platform.files = openFiles(world.filesDir, secrets);
    setClock(world.clock);
  });

  afterAll(async () => {
    setClock();
    await stopPlatform();
  });

  return world;
}
