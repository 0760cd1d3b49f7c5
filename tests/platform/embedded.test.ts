/** The embedded PostgreSQL on real processes: what crashes, power cuts and odd places leave behind. */
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ensureBuilt } from '../../scripts/bootstrap.mjs';
import { readConfig } from '../../src/lib/server/platform/config.ts';
import { openDatabase, type Database } from '../../src/lib/server/platform/database/database.ts';
import { loadSecrets } from '../../src/lib/server/platform/secrets.ts';
import { dataFolder, openAndClose, startBalai, useUsedFolders } from './balai-process.ts';

const isRoot = process.getuid?.() === 0;
const migrationsDir = 'migrations';

beforeAll(() => ensureBuilt(), 300_000);
const usedFolder = useUsedFolders();

const open = (dataDir: string) =>
  openDatabase(readConfig({ BALAI_DATA: dataDir }), loadSecrets(dataDir), { migrationsDir });

/** Opens the data folder in this process for the while. */
async function inHouse<T>(dataDir: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await open(dataDir);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

const leaveMark = (dataDir: string) =>
  inHouse(dataDir, (d) =>
    d.asOwner((c) => c.query("create table mark as select 'kept'::text as word")),
  );
const readMark = (dataDir: string) =>
  inHouse(dataDir, (d) =>
    d.asOwner(
      async (c) => (await c.query<{ word: string }>('select word from mark')).rows[0]?.word,
    ),
  );

/** Process ids of the postmasters of a data folder. */
function postmasters(dataDir: string): string[] {
  const parents = new Map<string, string | undefined>();
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const [program, , folder] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      if (!program?.endsWith('/postgres') || folder !== join(dataDir, 'postgres')) continue;
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      parents.set(pid, /^PPid:\s+(\d+)/m.exec(status)?.[1]);
    } catch {
      // It ended just now.
    }
  }
  // A child carries its parent's command line until it has named itself.
  return [...parents].filter(([, parent]) => !parents.has(parent ?? '')).map(([pid]) => pid);
}

describe('after a crash', () => {
  test('kill -9 leaves the server running; the next start takes it over and stops it', async () => {
    const dataDir = usedFolder();
    await leaveMark(dataDir);
    const first = startBalai(dataDir);
    await first.listening();
    const [before] = postmasters(dataDir);
    await first.stop('SIGKILL');
    expect(postmasters(dataDir)).toEqual([before]);

    const second = startBalai(dataDir);
    const port = await second.listening();
    expect(postmasters(dataDir)).toEqual([before]);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect(await second.stop()).toMatchObject({ code: 0 });
    expect(postmasters(dataDir)).toEqual([]);
    expect(await readMark(dataDir)).toBe('kept');
  });

  test('a power cut leaves a pid file that now belongs to anyone', async () => {
    const dataDir = usedFolder();
    await leaveMark(dataDir);
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataDir}\n`);
    expect(await readMark(dataDir)).toBe('kept');
  });

  test('a cluster made halfway is made anew', async () => {
    const dataDir = dataFolder();
    for (const half of ['postgres', 'postgres.new']) {
      mkdirSync(join(dataDir, half, 'base'), { recursive: true });
      writeFileSync(join(dataDir, half, 'postgresql.conf'), 'half');
    }
    await leaveMark(dataDir);
    expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false);
    expect(await readMark(dataDir)).toBe('kept');
  });
});

describe('one house, one host', () => {
  test('a second start on the same data folder is told so, and harms nothing', async () => {
    const dataDir = usedFolder();
    const first = startBalai(dataDir);
    const port = await first.listening();
    const second = await startBalai(dataDir).ended;
    expect(second.code).toBe(1);
    expect(second.output).toContain(`Another Balai is at work in the data folder ${dataDir}`);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  });

  test('a command uses the database of the one that serves, and leaves it running', async () => {
    const dataDir = usedFolder();
    const serving = startBalai(dataDir);
    const port = await serving.listening();
    expect(await openAndClose(dataDir)).toMatchObject({ code: 0 });
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    await serving.stop();
    expect(await openAndClose(dataDir)).toMatchObject({ code: 0 });
    expect(postmasters(dataDir)).toEqual([]);
  });

  test('a port that is taken is found before a database is started', async () => {
    const dataDir = dataFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const balai = startBalai(dataDir, { PORT: String(port) });
    expect(await balai.ended).toMatchObject({
      code: 1,
      output: expect.stringContaining(`Port ${port} is taken: set PORT to another.`) as string,
    });
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
    other.close();
  });
});

describe('in odd places', () => {
  test('a path too long for a socket', async () => {
    const dataDir = join(dataFolder(), 'desa-batu-putih-'.repeat(8), 'layanan-mandiri-'.repeat(5));
    const elsewhere = dataFolder();
    chmodSync(elsewhere, 0o755);
    vi.stubEnv('TMPDIR', elsewhere);
    onTestFinished(() => void vi.unstubAllEnvs());
    await inHouse(dataDir, async () => expect(readdirSync(elsewhere)).toHaveLength(1));
    await leaveMark(dataDir);
    expect(await readMark(dataDir)).toBe('kept');
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test.runIf(isRoot)('as root below a folder that only root may enter', async () => {
    const closed = dataFolder();
    chmodSync(closed, 0o700);
    const dataDir = join(closed, 'data');
    await leaveMark(dataDir);
    expect(await readMark(dataDir)).toBe('kept');
    expect(statSync(join(dataDir, 'postgres')).uid).not.toBe(0);
  });

  test.runIf(isRoot)('as an ordinary user', async () => {
    const dataDir = dataFolder();
    const nobody = 65_534;
    chownSync(dataDir, nobody, nobody);
    const as = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'];
    expect(await openAndClose(dataDir, as)).toMatchObject({ code: 0 });
    expect(statSync(join(dataDir, 'postgres')).uid).toBe(nobody);
  });

  test.runIf(!isRoot)('in a folder that may not be written', async () => {
    const dataDir = dataFolder();
    loadSecrets(dataDir);
    chmodSync(dataDir, 0o500);
    await expect(open(dataDir)).rejects.toThrow('cannot be written by this user');
    chmodSync(dataDir, 0o700);
  });
});

describe('closed to others', () => {
  test('no port, no guessable password, secrets for the owner only', async () => {
    const dataDir = dataFolder();
    await inHouse(dataDir, async (database) => {
      const shown = await database.asOwner((c) =>
        c.query<{ listen_addresses: string }>('show listen_addresses'),
      );
      expect(shown.rows).toEqual([{ listen_addresses: '' }]);
      expect(statSync(join(dataDir, 'run')).mode & 0o777).toBe(0o700);
    });
    const file = join(dataDir, 'secrets.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { database } = JSON.parse(readFileSync(file, 'utf8')) as {
      database: Record<string, string>;
    };
    // 24 random bytes each: 192 bits.
    for (const password of Object.values(database))
      expect(Buffer.from(password, 'base64url')).toHaveLength(24);
    expect(new Set(Object.values(database)).size).toBe(4);
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('secrets'))).toEqual([
      'secrets.json',
    ]);
  });

  test('secrets that are not those of the database are told apart from a broken server', async () => {
    const dataDir = usedFolder();
    await leaveMark(dataDir);
    rmSync(join(dataDir, 'secrets.json'));
    await expect(open(dataDir)).rejects.toThrow(
      'does not accept the password in secrets.json: the data folder is not whole',
    );
    expect(postmasters(dataDir)).toEqual([]);
  });
});
