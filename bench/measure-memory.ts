import { readdirSync, readFileSync } from 'node:fs';
import { tell } from './machine.ts';
import type { Bench } from './open-bench.ts';

/**
 * What the whole app takes when nobody visits: the server and its PostgreSQL, each page of memory
 * counted once (proportional set size). This process' own connections are closed by then.
 */
export async function measureIdleMemory(bench: Bench): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 65_000));
  const server = proportional(bench.pid);
  const postgres = postgresPids(bench.dataDir).reduce((sum, pid) => sum + proportional(pid), 0);
  tell(
    'idle memory',
    `server ${Math.round(server)} MB + PostgreSQL ${Math.round(postgres)} MB = ${Math.round(server + postgres)} MB`,
  );
}

function proportional(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** The embedded server and its children. */
function postgresPids(dataDir: string): number[] {
  const main = Number(readFileSync(`${dataDir}/postgres/postmaster.pid`, 'utf8').split('\n')[0]);
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === main);
  return [main, ...children];
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return 0;
  }
}
