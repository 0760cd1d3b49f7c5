import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { shippedTypes } from './letters/index.ts';
import { writeVisits } from './news/index.ts';
import { log, platform, readConfig, startPlatform, stopPlatform } from './platform/index.ts';
import { announceSetUp } from './set-up.ts';
import { startWork } from './work.ts';

/**
 * Opens the house for the web server: database, files, queues, background work.
 * Called once, before the first request.
 */
export async function start(): Promise<void> {
  const config = readConfig();
  const migrationsDir = resolve(process.env.BALAI_HOME ?? '.', 'migrations');
  if (!existsSync(migrationsDir))
    throw new Error(
      `No migrations in ${migrationsDir}: start Balai from its own folder or set BALAI_HOME.`,
    );
  // A mistake in a letter type is found now, not by the first resident who asks for it.
  shippedTypes();
  await startPlatform(config, { migrationsDir, alone: true });
  if (config.jobs) await startWork();
  await announceSetUp();
  log.info({ dataDir: config.dataDir, demo: config.demo }, 'Balai is open');
}

/** Closes the house in order. */
export async function stop(): Promise<void> {
  await writeVisits();
  await stopPlatform();
}

/** Whether the house answers: the database takes a query. */
export async function isReady(): Promise<boolean> {
  try {
    await platform().database.pool.query('select 1');
    return true;
  } catch {
    return false;
  }
}
