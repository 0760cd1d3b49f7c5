import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  readConfig,
  startPlatform,
  stopPlatform,
  type Config,
} from '../src/lib/server/platform/index.ts';
import { findVillage, type VillageContext } from '../src/lib/server/villages/index.ts';
import { home } from './home.ts';

/**
 * Opens database and files for one command. A server that is running is used and left running;
 * otherwise the embedded database is started for the while.
 */
export async function withPlatform<T>(work: (config: Config) => Promise<T>): Promise<T> {
  const config = readConfig();
  const wasRunning = isServing(config);
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

function isServing(config: Config): boolean {
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
