import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Socket } from 'node:net';

/** The right to start and stop the database of a data folder. */
export interface HouseLock {
  release(): Promise<void>;
}

// The lock lives as long as this child, and the child as long as its input is open: whatever becomes
// of us, the kernel closes it. Signals meant for us must not end it before we are done.
const holdUntilInputEnds = 'trap "" HUP INT TERM; echo taken; exec cat >/dev/null';

/**
 * Takes the lock of a data folder: a lock of the kernel's on a file, held by util-linux' flock, so
 * that it also holds between containers and is free at once when its holder is killed.
 * @param patience how long to wait for another to let go, in seconds
 * @returns undefined when another process has it
 */
export async function takeHouseLock(
  dataDir: string,
  patience: number,
): Promise<HouseLock | undefined> {
  const file = join(dataDir, 'lock');
  // Elsewhere PostgreSQL's own pid file is what keeps two servers apart.
  if (process.platform !== 'linux') return { release: async () => {} };
  const flock = ['--no-fork', '--wait', String(patience), file, 'sh', '-c', holdUntilInputEnds];
  const holder = spawn('flock', flock, { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  const ended = once(holder, 'close') as Promise<[number | null]>;
  let complaint = '';
  holder.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const code = await Promise.race([
    once(holder.stdout, 'data').then(() => 'taken' as const),
    ended.then(([status]) => status),
  ]);
  if (code === 1 && !complaint) return undefined;
  if (code !== 'taken') throw new Error(`The data folder cannot be locked: ${complaint.trim()}`);
  holder.unref();
  for (const pipe of [holder.stdin, holder.stdout, holder.stderr]) (pipe as Socket).unref();
  return {
    async release() {
      holder.ref();
      holder.stdin.end();
      await ended;
    },
  };
}
