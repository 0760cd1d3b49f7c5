import { join } from 'node:path';
import type { Config } from './config.ts';
import { openDatabase, type Database, type OpenOptions } from './database/database.ts';
import { openFiles, type Files } from './files.ts';
import { openJobs, type Jobs } from './jobs/jobs.ts';
import { loadSecrets, type Secrets } from './secrets.ts';

/** The running machinery under the house: one per process. */
export interface Platform {
  config: Config;
  secrets: Secrets;
  database: Database;
  files: Files;
  jobs: Jobs;
}

let current: Platform | undefined;
/** Who keeps what is kept while nothing is started. */
const nobody = {};

/**
 * The machinery of this process.
 * @throws Error when it has not been started
 */
export function platform(): Platform {
  if (!current) throw new Error('The platform is not started.');
  return current;
}

/**
 * Something kept in memory for as long as this machinery runs: made when first asked for, and gone with it.
 * What is kept of a database so never outlives it.
 */
export function keptWhileRunning<T extends object>(make: () => T): () => T {
  const kept = new WeakMap<object, T>();
  return () => {
    const keeper = current ?? nobody;
    const known = kept.get(keeper);
    if (known) return known;
    const made = make();
    kept.set(keeper, made);
    return made;
  };
}

/** Opens database, files and queues. */
export async function startPlatform(config: Config, options: OpenOptions): Promise<Platform> {
  const secrets = loadSecrets(config.dataDir);
  const database = await openDatabase(config, secrets, options);
  try {
    current = {
      config,
      secrets,
      database,
      jobs: openJobs(database.pool, database.appConnection),
      files: openFiles(join(config.dataDir, 'files'), secrets),
    };
    return current;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Finishes running jobs and closes everything. */
export async function stopPlatform(): Promise<void> {
  const running = current;
  if (!running) return;
  current = undefined;
  await running.jobs.stop();
  await running.database.close();
}
