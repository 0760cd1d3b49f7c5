import { execFile, type ExecFileOptions } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The system user that PostgreSQL runs as, which must not be root. */
export interface ClusterUser {
  /** Undefined: the same user as this process. */
  uid: number | undefined;
  gid: number | undefined;
  options: Pick<ExecFileOptions, 'uid' | 'gid' | 'cwd' | 'env'>;
  /** The command line that runs a PostgreSQL program as this user. */
  wrap(program: string, args: string[]): [string, string[]];
}

/**
 * Chooses the user to run PostgreSQL as: this process's own, or for root the system user `postgres`,
 * which is created where it is missing.
 *
 * Programs or data may lie below a folder that only root can enter (/root). Then PostgreSQL is
 * started by util-linux' setpriv with the single capability to look into folders; it still is not root.
 */
export async function clusterUser(...paths: string[]): Promise<ClusterUser> {
  const env = { ...process.env, LC_ALL: 'C', PGPASSWORD: undefined };
  if (process.getuid?.() !== 0) {
    return {
      uid: undefined,
      gid: undefined,
      options: { env },
      wrap: (program, args) => [program, args],
    };
  }
  const { uid, gid } = await findOrCreatePostgresUser();
  if (paths.every(othersMayEnter)) {
    return {
      uid,
      gid,
      options: { env, uid, gid, cwd: '/' },
      wrap: (program, args) => [program, args],
    };
  }
  const capability = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search'];
  return {
    uid,
    gid,
    options: { env, cwd: '/' },
    wrap: (program, args) => [
      'setpriv',
      [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...capability, '--', program, ...args],
    ],
  };
}

function othersMayEnter(path: string): boolean {
  for (let p = path; p !== dirname(p); p = dirname(p)) {
    const mode = statSync(p, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o001) === 0) return false;
  }
  return true;
}

async function findOrCreatePostgresUser(): Promise<{ uid: number; gid: number }> {
  const ask = async () => {
    const { stdout } = await run('getent', ['passwd', 'postgres']);
    const [, , uid, gid] = stdout.trim().split(':');
    return { uid: Number(uid), gid: Number(gid) };
  };
  try {
    return await ask();
  } catch {
    await run('useradd', [
      '--system',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      '--user-group',
      'postgres',
    ]);
    return ask();
  }
}
