import { join } from 'node:path';
import { parseVillageCode } from '../src/lib/domain/region.ts';
import {
  readConfig,
  startPlatform,
  stopPlatform,
  type Config,
} from '../src/lib/server/platform/index.ts';
import {
  findVillage,
  findVillageByCode,
  type VillageContext,
} from '../src/lib/server/villages/index.ts';
import { home } from './home.ts';

/**
 * Opens database and files for one command. A server that is running is used and left running;
 * otherwise the embedded database is started for the while.
 */
export async function withPlatform<T>(work: (config: Config) => Promise<T>): Promise<T> {
  const config = readConfig();
  await startPlatform(config, { migrationsDir: join(home, 'migrations'), poolSize: 4 });
  try {
    return await work(config);
  } finally {
    await stopPlatform();
  }
}

/**
 * The village a command is for: the only one, or the one named by `--village` with its host name or
 * its region code.
 * @throws Error saying what to pass
 */
export async function getCommandVillage(name: string | undefined): Promise<VillageContext> {
  const code = name && parseVillageCode(name);
  const village = code ? await findVillageByCode(code) : await findVillage(name ?? 'localhost');
  if (!village)
    throw new Error(
      name ? `No village is called ${name}.` : 'Which village? Pass --village HOST or CODE.',
    );
  return village;
}
