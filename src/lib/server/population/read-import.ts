import { villageDate } from '#lib/domain/dates-id.ts';
import {
  dropStoredFile,
  log,
  now,
  readStoredFile,
  withVillage,
} from '#lib/server/platform/index.ts';
import { getVillage } from '#lib/server/villages/index.ts';
import { stageRows } from './import-commit-store.ts';
import {
  countRows,
  type ImportCounts,
  dropAllRows,
  findJob,
  lockJob,
  updateJob,
} from './import-store.ts';
import { findMatching } from './importing/matching-store.ts';
import { readPopulation } from './importing/read-population.ts';
import type { ColumnMatching, UnmatchedTable } from './reading/unmatched-table.ts';
import { UnreadableFile } from './reading/unreadable-file.ts';

const TROUBLE = 'Ada gangguan saat membaca berkas. Coba kirim lagi beberapa saat lagi.';

/**
 * Reads a spreadsheet that was taken in and puts its rows aside, each with what it would do to the
 * register. Each step is kept at once; begun anew after a crash it comes to the same rows.
 * A file that cannot be read ends the import with a sentence.
 */
export async function readImport(villageId: number, jobId: string): Promise<void> {
  const file = await withVillage(villageId, async (tx) => {
    const job = await findJob(tx, jobId);
    if (job?.state !== 'reading' || !job.file_id) return undefined;
    const stored = await readStoredFile(tx, villageId, job.file_id);
    return stored && { ...stored, matching: job.matching as ColumnMatching | null };
  });
  if (!file) return;
  const village = await getVillage(villageId);
  try {
    let read = 0;
    const today = villageDate(now(), village.timeZone);
    const steps = readPopulation(new Uint8Array(file.content), today, file.matching ?? undefined);
    for await (const step of steps) {
      if (step.kind === 'unmatched') return await waitForMatching(villageId, jobId, step.table);
      await withVillage(villageId, async (tx) => {
        if (step.kind === 'table') {
          await updateJob(tx, jobId, { tableFacts: step.table });
          return;
        }
        await stageRows(tx, jobId, step.rows);
        read += step.rows.length;
        await updateJob(tx, jobId, { rowsRead: read });
      });
    }
    await finish(villageId, jobId, (counts) =>
      read === 0
        ? { state: 'failed', failure: 'Tidak ada baris penduduk di bawah judul kolom berkas ini.' }
        : { state: 'preview', counts, rowsRead: read },
    );
  } catch (error) {
    const expected = error instanceof UnreadableFile;
    if (!expected) log.error({ error, villageId, jobId }, 'import could not be read');
    await finish(villageId, jobId, () => ({
      state: 'failed',
      failure: expected ? error.message : TROUBLE,
    }));
  }
}

/** Shows the table as it was matched the last time, or as it seems to be; the file is kept until then. */
async function waitForMatching(
  villageId: number,
  jobId: string,
  table: UnmatchedTable,
): Promise<void> {
  await withVillage(villageId, async (tx) => {
    const job = await lockJob(tx, jobId);
    if (job?.state !== 'reading') return;
    const known = await findMatching(
      tx,
      table.columns.map(({ heading }) => heading),
    );
    const columns = known
      ? table.columns.map((column, index) => ({ ...column, guess: known[index] ?? null }))
      : table.columns;
    const unmatched = { ...table, columns };
    await updateJob(tx, jobId, { state: 'matching', tableFacts: { unmatched } });
  });
}

/** Writes the outcome; the file itself is not needed any more. */
async function finish(
  villageId: number,
  jobId: string,
  outcome: (counts: ImportCounts) => Parameters<typeof updateJob>[2],
): Promise<void> {
  await withVillage(villageId, async (tx) => {
    const job = await lockJob(tx, jobId);
    if (job?.state !== 'reading') return;
    const change = outcome(await countRows(tx, jobId));
    if (change.state === 'failed') await dropAllRows(tx, jobId);
    await updateJob(tx, jobId, {
      ...change,
      fileId: null,
      ...(change.state === 'failed' && { finishedAt: now() }),
    });
    if (job.file_id) await dropStoredFile(tx, job.file_id);
  });
}
