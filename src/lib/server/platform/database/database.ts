import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Config } from '../config.ts';
import type { Secrets } from '../secrets.ts';
import type { DB } from '../schema.d.ts';
import {
  assertWritable,
  embeddedConnection,
  embeddedSuperuser,
  joinEmbeddedServer,
  startEmbeddedServer,
  stopEmbeddedServer,
} from './embedded-server.ts';
import { takeHouseLock } from './house-lock.ts';
import { isUpToDate, migrate, takingTurns } from './migrate.ts';
import { villageClients } from './village-client.ts';
import { assertAppRoleIsHarmless, ensureDatabase, ensureRoles, roles } from './roles.ts';
import { prepareQueues } from '../jobs/prepare-queues.ts';

// Dates without a time are text 'YYYY-MM-DD' in this house: a Date would carry a time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));

/** An open database: the app's pool, and a door for the owner's chores. */
export interface Database {
  kysely: Kysely<DB>;
  pool: pg.Pool;
  /** Runs work on a connection of the owner (migrations, maintenance). */
  asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T>;
  /** Runs work in one transaction of the owner, for what the app's role may not: founding more villages. */
  ownerTransaction<T>(work: (tx: Transaction<DB>) => Promise<T>): Promise<T>;
  /** Settings for one more connection as the app's role. */
  appConnection: pg.ClientConfig;
  close(): Promise<void>;
}

export interface OpenOptions {
  migrationsDir: string;
  databaseName?: string;
  poolSize?: number;
  /** Leave the embedded server running on close (other processes of a test run use it). */
  leaveRunning?: boolean;
  /** Refuse to share the data folder with another process: for the one that serves. */
  alone?: boolean;
}

/**
 * Opens the database named by the configuration: starts the embedded server or connects outside,
 * brings the schema up to date, and checks that the app's role is harmless.
 */
export async function openDatabase(
  config: Config,
  secrets: Secrets,
  options: OpenOptions,
): Promise<Database> {
  const name = options.databaseName ?? 'balai';
  const { owner, app, prepared, stop } = config.databaseUrl
    ? outside(config)
    : await embedded(config, secrets, name, options);

  const pool = new pg.Pool({
    ...app,
    Client: villageClients(),
    pipeline: true,
    max: options.poolSize ?? 12,
    idleTimeoutMillis: 60_000,
  });
  pool.on('error', () => {});
  const close = async () => {
    await pool.end();
    await stop();
  };
  try {
    if (!prepared) {
      await withClient(owner, (client) =>
        takingTurns(client, async () => {
          await migrate(client, options.migrationsDir);
          await prepareQueues(client);
        }),
      );
    }
    await assertAppRoleIsHarmless(pool);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kysely: new Kysely<DB>({ dialect: new PostgresDialect({ pool }) }),
    pool,
    asOwner: (work) => withClient(owner, work),
    ownerTransaction: (work) => withTransaction(owner, work),
    appConnection: app,
    close,
  };
}

interface Connections {
  owner: pg.ClientConfig;
  app: pg.ClientConfig;
  /** Whoever holds the data folder has made roles, tables and queues, as this release wants them. */
  prepared: boolean;
  stop(): Promise<void>;
}

function outside(config: Config): Connections {
  if (!config.databaseUrlApp) {
    throw new Error(
      'With DATABASE_URL (the owner), DATABASE_URL_APP (the role balai_app) must be set too. See docs/operations.md.',
    );
  }
  return {
    owner: { connectionString: config.databaseUrl },
    app: { connectionString: config.databaseUrlApp },
    prepared: false,
    stop: async () => {},
  };
}

/**
 * The database in the data folder. Whoever holds the folder's lock starts the server and stops it at
 * the end; others use it while it runs.
 */
async function embedded(
  config: Config,
  secrets: Secrets,
  name: string,
  { alone = false, leaveRunning = false, migrationsDir }: OpenOptions,
): Promise<Connections> {
  const { dataDir } = config;
  assertWritable(dataDir);
  const lock = await takeHouseLock(dataDir, alone ? 5 : 0);
  if (alone && !lock) {
    throw new Error(
      `Another Balai is at work in the data folder ${dataDir}. Stop it first, or set BALAI_DATA to another folder.`,
    );
  }
  const stop = async () => {
    if (lock && !leaveRunning) await stopEmbeddedServer(dataDir);
    await lock?.release();
  };
  try {
    const { superuser } = secrets.database;
    const { socketDir } = lock
      ? await startEmbeddedServer(dataDir, superuser)
      : await joinEmbeddedServer(dataDir, superuser);
    const connect = (role: string, password: string, database: string) =>
      embeddedConnection(socketDir, role, password, database);
    const owner = connect(roles.owner, secrets.database.owner, name);
    const prepared = !lock && (await isPrepared(owner, migrationsDir));
    if (!prepared) {
      await withClient(connect(embeddedSuperuser, superuser, 'postgres'), (client) =>
        takingTurns(client, async () => {
          await ensureRoles(client, secrets.database);
          await ensureDatabase(client, name);
        }),
      );
    }
    return {
      owner,
      app: connect(roles.app, secrets.database.app, name),
      prepared,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whether there is nothing left to prepare; without role, database or tables all is. */
async function isPrepared(owner: pg.ClientConfig, migrationsDir: string): Promise<boolean> {
  try {
    return await withClient(owner, (client) =>
      takingTurns(client, () => isUpToDate(client, migrationsDir)),
    );
  } catch {
    return false;
  }
}

async function withClient<T>(
  settings: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(settings);
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function withTransaction<T>(
  settings: pg.PoolConfig,
  work: (tx: Transaction<DB>) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ ...settings, max: 1 });
  pool.on('error', () => {});
  const kysely = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  try {
    return await kysely.transaction().execute(work);
  } finally {
    await kysely.destroy();
  }
}
