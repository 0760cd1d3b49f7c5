import { spawnSync } from 'node:child_process';
import { inject } from 'vitest';
import { platform } from '../src/lib/server/platform/index.ts';
import { roles } from '../src/lib/server/platform/database/roles.ts';

/** Runs a `balai` command, as a process of its own, on the database of this test file. */
export function balai(...args: string[]) {
  const { secrets, database } = platform();
  const { host, port = 5432, database: name } = database.appConnection;
  const url = (role: string, password: string) =>
    `postgres://${role}:${encodeURIComponent(password)}@/${name}?host=${encodeURIComponent(String(host))}&port=${port}`;
  return spawnSync(process.execPath, ['cli/balai.ts', ...args], {
    env: {
      ...process.env,
      BALAI_DATA: inject('dataDir'),
      DATABASE_URL: url(roles.owner, secrets.database.owner),
      DATABASE_URL_APP: url(roles.app, secrets.database.app),
      BALAI_LOG: 'silent',
    },
    encoding: 'utf8',
  });
}
