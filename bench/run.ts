/**
 * Measures what the product promises (docs/architecture.md, "What must be reached"): one command,
 * `npm run bench`, on the built application with its own embedded database. Nothing is asserted:
 * the figures are printed, with machine and versions, to be read.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine } from './machine.ts';
import { measureArchive } from './measure-archive.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureExport, measureImport } from './measure-import.ts';
import { measureLetterBatch } from './measure-letter-batch.ts';
import { measureIdleMemory } from './measure-memory.ts';
import { measurePages } from './measure-pages.ts';
import { measureSubmitAndSign } from './measure-letters.ts';
import { measurePins } from './measure-pins.ts';
import { measureSearch } from './measure-search.ts';
import { openBench } from './open-bench.ts';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const wanted = (part: string) => !values.only || values.only.split(',').includes(part);

console.log(describeMachine());
const dataDir = mkdtempSync(join(tmpdir(), 'balai-bench-'));
const bench = await openBench(dataDir);
try {
  if (wanted('import') || wanted('pins') || wanted('batch') || wanted('growth'))
    await measureImport(bench, 5_000);
  if (wanted('pages')) await measurePages(bench);
  if (wanted('pins')) await measurePins(bench, 500);
  if (wanted('letters')) await measureSubmitAndSign(bench);
  if (wanted('batch')) await measureLetterBatch(bench, 1_000);
  if (wanted('archive')) await measureArchive(bench, 100_000);
  if (wanted('import') || wanted('search')) await measureImport(bench, 100_000);
  if (wanted('import')) await measureExport(bench);
  if (wanted('search')) await measureSearch(bench);
  // Minutes of writing: only when asked for.
  if (values.only?.includes('growth')) await measureGrowth(bench, 60);
  if (wanted('memory')) await measureIdleMemory(bench);
} finally {
  await bench.close();
  rmSync(dataDir, { recursive: true, force: true });
}
