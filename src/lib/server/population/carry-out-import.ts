import type { Actor } from '#lib/domain/visitor.ts';
import { type AuditFact, recordEvents } from '#lib/server/audit/index.ts';
import { log, now, tendDatabase, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { getVillage, type VillageContext } from '#lib/server/villages/index.ts';
import {
  dropTakenUpRows,
  findRowsWithoutNik,
  giveNiks,
  insertNewResidents,
  refuseTakenUpRows,
  takeUpRows,
  updateChangedResidents,
} from './import-commit-store.ts';
import {
  seatHeads,
  settleFamilies,
  settleHouseholds,
  settlePlaces,
  unseatMovedHeads,
} from './import-groups-store.ts';
import { declareChange } from './declare-change.ts';
import { type ImportCounts, lockJob, updateJob } from './import-store.ts';
import { nextTemporaryNiks } from './temporary-niks.ts';

const ROWS_A_STEP = 1_000;
/** After so many rows the search indexes are put in order at once. */
const MANY_ROWS = 10_000;

/**
 * Puts the good rows of an import that was said yes to into the register, a thousand a transaction,
 * so that it can stop and go on anywhere and two workers at once do no harm. What it comes to is
 * counted on the way: the register may have changed since the rows were shown.
 */
export async function carryOutImport(villageId: number, jobId: string): Promise<void> {
  const village = await getVillage(villageId);
  try {
    let due = ROWS_A_STEP;
    for (let after = 0; ;) {
      const last = await withVillage(villageId, (tx) => carryOutStep(tx, village, jobId, after));
      if (last === undefined) {
        if (after >= MANY_ROWS) await countRegisterAnew(after, true);
        break;
      }
      if (last >= due) {
        await countRegisterAnew(last, false);
        due = 3 * last;
      }
      after = last;
    }
  } catch (error) {
    log.error({ error, villageId, jobId }, 'import stopped');
    await withVillage(villageId, (tx) =>
      updateJob(tx, jobId, {
        state: 'failed',
        failure: 'Impor terhenti karena gangguan. Tekan Lanjutkan: yang sudah masuk tidak diulang.',
      }),
    );
  }
}

/**
 * Has the database count the register again where it has grown by a tenth or more: of a register that it
 * knows as empty it reads every resident for each row that comes in. At the end of many rows it also puts
 * what came in where the indexes of the search look first: else a search for a name with slips reads all
 * of it.
 * @param rows about as many came in so far
 */
const countRegisterAnew = (rows: number, isOver: boolean): Promise<void> =>
  tendDatabase(async (owner) => {
    const { rowCount: grown } = await owner.query(
      `select from pg_class where oid = 'resident'::regclass and reltuples < 10 * $1::int`,
      [rows],
    );
    if (grown) await owner.query('analyze resident, family, household, area');
    if (isOver) await owner.query('vacuum (analyze) resident_search');
  });

/** @returns the last row that went in; undefined when there is nothing more to do */
async function carryOutStep(
  tx: VillageTx,
  village: VillageContext,
  jobId: string,
  after: number,
): Promise<number | undefined> {
  const job = await lockJob(tx, jobId);
  if (job?.state !== 'committing') return undefined;
  const found = await takeUpRows(tx, jobId, after, ROWS_A_STEP);
  if (!found) {
    await updateJob(tx, jobId, { state: 'done', finishedAt: now() });
    return undefined;
  }
  const actor = job.committed_by as unknown as Actor;
  await declareChange(tx, actor, { kind: 'import', reason: job.file_name, id: jobId });
  if (found.new > 0) await giveTemporaryNiks(tx, village);
  if (found.new + found.changed > 0) await settle(tx, now());
  if (found.new > 0) await insertNewResidents(tx, now());
  const changed = found.changed > 0 ? await updateChanged(tx, jobId) : [];
  if (found.new + found.changed > 0) changed.push(...(await changeHeads(tx, jobId)));
  await dropTakenUpRows(tx, jobId, { after, until: found.last });
  if (found.refused > 0) await refuseTakenUpRows(tx, jobId);
  const counts = job.counts as ImportCounts;
  await updateJob(tx, jobId, {
    rowsDone: job.rows_done + found.rows,
    counts: {
      ...counts,
      new: counts.new + found.new,
      changed: counts.changed + found.changed,
      refused: counts.refused + found.refused,
      unchanged: counts.unchanged + found.rows - found.new - found.changed - found.refused,
    },
  });
  await recordEvents(tx, village.id, actor, changed);
  return found.last;
}

async function settle(tx: VillageTx, at: Date): Promise<void> {
  await settlePlaces(tx);
  await settleFamilies(tx, at);
  await settleHouseholds(tx, at);
}

/** @returns for the record, who differs now and in which columns */
async function updateChanged(tx: VillageTx, jobId: string): Promise<AuditFact[]> {
  const changed = await updateChangedResidents(tx, now());
  await unseatMovedHeads(tx);
  return changed.map(({ id, fields }) => changeOf(id, fields, jobId));
}

/** @returns the same for those who were head before */
async function changeHeads(tx: VillageTx, jobId: string): Promise<AuditFact[]> {
  const former = await seatHeads(tx, now());
  return former.map(({ id, column }) => changeOf(id, [column], jobId));
}

const changeOf = (id: string, fields: readonly string[], jobId: string): AuditFact => ({
  action: 'population.change',
  subjectKind: 'resident',
  subjectId: id,
  residentId: id,
  details: { fields: [...fields], import: jobId },
});

async function giveTemporaryNiks(tx: VillageTx, village: VillageContext): Promise<void> {
  const rows = await findRowsWithoutNik(tx);
  if (rows.length === 0) return;
  const niks = await nextTemporaryNiks(tx, village, rows.length);
  await giveNiks(
    tx,
    rows.map((row, index) => ({ row, nik: niks[index]! })),
  );
}
