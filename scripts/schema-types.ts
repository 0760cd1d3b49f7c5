/**
 * Writes src/lib/server/platform/schema.d.ts from a freshly migrated database.
 * With --check it only compares, and fails when the committed file is not current.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../src/lib/server/platform/config.ts';
import { openDatabase } from '../src/lib/server/platform/database/database.ts';
import { loadSecrets } from '../src/lib/server/platform/secrets.ts';

const target = 'src/lib/server/platform/schema.d.ts';
const check = process.argv.includes('--check');
const dataDir = mkdtempSync(join(tmpdir(), 'balai-types-'));
const fresh = join(dataDir, 'schema.d.ts');
const config = readConfig({ BALAI_DATA: dataDir });
const secrets = loadSecrets(dataDir);
const database = await openDatabase(config, secrets, { migrationsDir: 'migrations' });
try {
  const { host, user, password } = database.appConnection;
  const url = `postgresql://${user}:${encodeURIComponent(String(password))}@/balai?host=${encodeURIComponent(String(host))}`;
  execFileSync(
    'node_modules/.bin/kysely-codegen',
    [
      '--dialect',
      'postgres',
      '--url',
      url,
      '--out-file',
      fresh,
      '--default-schema',
      'public',
      '--include-pattern',
      'public.*',
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  // Our driver reads bigint as a number (database.ts); no value of ours comes near 2^53.
  const types = readFileSync(fresh, 'utf8').replace(
    'ColumnType<string, bigint | number | string',
    'ColumnType<number, bigint | number | string',
  );
  if (!check) writeFileSync(target, types);
  else if (types !== readFileSync(target, 'utf8')) {
    console.error(`${target} is not current: run "npm run schema-types".`);
    process.exitCode = 1;
  }
} finally {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
}
