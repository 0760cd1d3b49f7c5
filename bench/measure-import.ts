import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatePeople, writeSpreadsheet } from '../src/lib/server/population/index.ts';
import { tell } from './machine.ts';
import type { Bench } from './open-bench.ts';

/** Imports a spreadsheet of that many residents by the command line: time from start to end, highest memory. */
export async function measureImport(bench: Bench, rows: number): Promise<void> {
  const file = join(bench.dataDir, `people-${rows}.xlsx`);
  writeFileSync(file, writeSpreadsheet(generatePeople({ count: rows, seed: rows })));
  const started = performance.now();
  const child = spawn(process.execPath, ['cli/balai.ts', 'import', 'penduduk', file, '--json'], {
    env: { ...process.env, BALAI_DATA: bench.dataDir, BALAI_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
  let highest = 0;
  const watch = setInterval(() => (highest = Math.max(highest, peakMemory(child.pid))), 100);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearInterval(watch);
  const seconds = (performance.now() - started) / 1000;
  rmSync(file);
  if (code !== 0) throw new Error(`The import of ${rows} rows ended with ${code}: ${printed}`);
  tell(
    `import of ${rows.toLocaleString('id-ID')} rows`,
    `${seconds.toFixed(1)} s, peak ${Math.round(highest)} MB`,
  );
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
