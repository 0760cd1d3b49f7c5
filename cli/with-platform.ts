import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  readConfig,
  startPlatform,
  stopPlatform,
  type Config,
} from '../src/lib/server/platform/index.ts';
import { findVillage, type VillageContext } from '../src/lib/server/villages/index.ts';

/** Balai's own folder, wherever it was called from. */
export const home = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * Opens database and files for one command. A server that is running is used and left running;
 * otherwise the embedded database is started for the while.
 */
export async function withPlatform<T>(work: (config: Config) => Promise<T>): Promise<T> {
  const config = readConfig();
  const wasRunning = await isServing(config);
  await startPlatform(config, {
    migrationsDir: join(home, 'migrations'),
    leaveRunning: wasRunning,
    poolSize: 4,
  });
  try {
    return await work(config);
  } finally {
    await stopPlatform();
  }
}

async function isServing(config: Config): Promise<boolean> {
  const { existsSync } = await import('node:fs');
  return existsSync(join(config.dataDir, 'postgres', 'postmaster.pid'));
}

/**
 * The village a command is for: the only one, or the one named by `--village HOST`.
 * @throws Error saying what to pass
 */
export async function getCommandVillage(host: string | undefined): Promise<VillageContext> {
  const village = await findVillage(host ?? 'localhost');
  if (!village)
    throw new Error(
      host ? `No village answers on ${host}.` : 'Which village? Pass --village HOST.',
    );
  return village;
}
