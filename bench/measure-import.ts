import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatePeople, writeSpreadsheet } from '../src/lib/server/population/generated/index.ts';
import { tell } from './machine.ts';
import type { Bench } from './open-bench.ts';

/** Imports a spreadsheet of that many residents by the command line: time from start to end, highest memory. */
export async function measureImport(bench: Bench, rows: number): Promise<void> {
  const file = join(bench.dataDir, `people-${rows}.xlsx`);
  writeFileSync(file, writeSpreadsheet(generatePeople({ count: rows, seed: rows })));
  const { seconds, highest } = await run(bench, ['import', 'penduduk', file, '--json']);
  rmSync(file);
  tell(
    `import of ${rows.toLocaleString('id-ID')} rows`,
    `${seconds.toFixed(1)} s, peak ${Math.round(highest)} MB`,
  );
}

/** Exports all residents by the command line. */
export async function measureExport(bench: Bench): Promise<void> {
  const file = join(bench.dataDir, 'export.xlsx');
  const { seconds, highest, printed } = await run(bench, ['export', 'penduduk', file]);
  const megabytes = statSync(file).size / 1024 / 1024;
  rmSync(file);
  const rows = Number(/^\d+/.exec(printed)?.[0]);
  tell(
    `export of ${rows.toLocaleString('id-ID')} rows`,
    `${seconds.toFixed(1)} s, peak ${Math.round(highest)} MB, file ${megabytes.toFixed(0)} MB`,
  );
}

/** Runs a command beside the server. */
async function run({ dataDir }: Bench, args: readonly string[]) {
  const started = performance.now();
  const child = spawn(process.execPath, ['cli/balai.ts', ...args], {
    env: { ...process.env, BALAI_DATA: dataDir, BALAI_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
  let highest = 0;
  const watch = setInterval(() => (highest = Math.max(highest, peakMemory(child.pid))), 100);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`balai ${args.join(' ')} ended with ${code}: ${printed}`);
  return { seconds, highest, printed };
}

/** Peak resident memory of a process in MB (VmHWM), 0 when it is gone. */
function peakMemory(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
