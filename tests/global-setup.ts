import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { readConfig } from '../src/lib/server/platform/config.ts';
import { openDatabase } from '../src/lib/server/platform/database/database.ts';
import { loadSecrets } from '../src/lib/server/platform/secrets.ts';
import { templateName } from './world.ts';

declare module 'vitest' {
  interface ProvidedContext {
    dataDir: string;
  }
}

/** One real PostgreSQL for the whole run, with a migrated template that each test file clones. */
export default async function setup(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'balai-test-'));
  const config = readConfig({ BALAI_DATA: dataDir });
  const template = await openDatabase(config, loadSecrets(dataDir), {
    migrationsDir: 'migrations',
    databaseName: templateName,
    leaveRunning: true,
  });
  await template.close();
  project.provide('dataDir', dataDir);

  return async () => {
    const last = await openDatabase(config, loadSecrets(dataDir), {
      migrationsDir: 'migrations',
      databaseName: templateName,
    });
    await last.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
