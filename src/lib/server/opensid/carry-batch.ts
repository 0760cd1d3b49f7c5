import { villageDate } from '#lib/domain/dates-id.ts';
import { recordEvent, recordEvents } from '#lib/server/audit/index.ts';
import { isDataFault, log, now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { CarryProgress } from './carry-progress.ts';
import {
  type CarryJob,
  deleteRows,
  insertRefusals,
  lockImport,
  updateImport,
} from './import-store.ts';
import { CARRIER } from './policy.ts';
import { addTo, type Report } from './report.ts';
import { countStaged, findStagedAfter, type StagedSource } from './staging-store.ts';
import { allSteps } from './steps/all-steps.ts';
import type { Step, StepResult } from './steps/step.ts';
import { TABLES } from './tables.ts';

const ROWS_A_BATCH = 500;

/**
 * Carries the next rows of a run over, in one transaction with the note of how far it is.
 * @returns undefined when there is nothing more to do
 */
export async function carryBatch(
  village: VillageContext,
  importId: string,
): Promise<CarryProgress | undefined> {
  try {
    return await withVillage(village.id, (tx) => carryRows(tx, village, importId, ROWS_A_BATCH));
  } catch (error) {
    if (!isRowFault(error)) throw error;
    // One row of them is what the database cannot hold: each goes alone, and that one is refused.
    log.warn({ error, villageId: village.id, importId }, 'rows go one by one');
  }
  let progress: CarryProgress | undefined;
  for (let row = 0; row < ROWS_A_BATCH; row += 1) {
    try {
      progress = await withVillage(village.id, (tx) => carryRows(tx, village, importId, 1));
    } catch (error) {
      if (!isRowFault(error)) throw error;
      progress = await withVillage(village.id, (tx) => refuseNext(tx, importId));
    }
    if (!progress) return undefined;
  }
  return progress;
}

/** Whether the database refused what stands in a row: a value as such, or by a rule of the table. */
const isRowFault = (error: unknown): boolean =>
  isDataFault(error) || String((error as { code?: unknown }).code).startsWith('23');

async function carryRows(
  tx: VillageTx,
  village: VillageContext,
  importId: string,
  limit: number,
): Promise<CarryProgress | undefined> {
  const job = await lockImport(tx, importId);
  if (job.state !== 'carrying') return undefined;
  const step = allSteps[job.step - 1];
  if (!step) {
    await finish(tx, village, job);
    return undefined;
  }
  const rows = await findStagedAfter(tx, importId, step.table, job.after, limit);
  if (rows.length === 0) {
    await updateImport(tx, importId, { step: job.step + 1, after: 0, at: now() });
    return { title: step.title, part: job.step / allSteps.length };
  }
  const result = await step.run(
    tx,
    {
      village,
      importId,
      source: job.source,
      fileName: job.file_name,
      today: villageDate(now(), village.timeZone),
      actor: CARRIER,
      at: now(),
    },
    rows,
  );
  await note(tx, job, step, rows, result);
  await recordEvents(tx, village.id, CARRIER, result.audit ?? []);
  return { title: step.title, part: (job.step - 0.5) / allSteps.length };
}

/** Refuses the next row: the database cannot hold it. */
async function refuseNext(tx: VillageTx, importId: string): Promise<CarryProgress | undefined> {
  const job = await lockImport(tx, importId);
  const step = allSteps[job.step - 1]!;
  const rows = await findStagedAfter(tx, importId, step.table, job.after, 1);
  const reasons = ['Isi barisnya tidak dapat disimpan'];
  const refusals = rows.map(({ id }) => ({ id, label: '', reasons }));
  await note(tx, job, step, rows, { refused: rows.length, refusals });
  return { title: step.title, part: (job.step - 0.5) / allSteps.length };
}

async function note(
  tx: VillageTx,
  job: CarryJob,
  step: Step,
  rows: readonly StagedSource[],
  { refusals = [], audit, ...addition }: StepResult,
): Promise<void> {
  void audit;
  const read = step.counts ? rows.length : 0;
  await insertRefusals(tx, job.id, step.table, refusals);
  await updateImport(tx, job.id, {
    after: rows.at(-1)!.number,
    report: addTo(job.report, step.table, { read, ...addition }),
    at: now(),
  });
}

/** All steps are done: the rows put aside go, and the report says what stayed behind. */
async function finish(tx: VillageTx, village: VillageContext, job: CarryJob): Promise<void> {
  const staged = await countStaged(tx, job.id);
  let report: Report = job.report;
  for (const [table, { fate }] of Object.entries(TABLES)) {
    if (fate === 'reference') report = addTo(report, table, { read: staged[table] ?? 0 });
  }
  for (const [table, rows] of Object.entries(job.facts.tables)) {
    if (rows > 0 && !Object.hasOwn(TABLES, table)) {
      report = addTo(report, table, { read: rows, left: rows });
    }
  }
  await deleteRows(tx, job.id);
  await updateImport(tx, job.id, { state: 'done', report, finishedAt: now(), at: now() });
  await recordEvent(tx, village.id, CARRIER, {
    action: 'opensid.done',
    subjectKind: 'opensid-import',
    subjectId: job.id,
    details: { file: job.file_name, residents: report.tweb_penduduk?.new ?? 0 },
  });
}
