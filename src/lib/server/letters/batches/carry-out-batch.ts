import { Refusal } from '#lib/domain/refusal.ts';
import { log, now, platform, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { getVillage, type VillageContext } from '#lib/server/villages/index.ts';
import { findSigningWay } from '../esign/signing-way.ts';
import { typeOf } from '../request-context.ts';
import { actingOfficer, requireSignatory, type ActingOfficer } from '../signers/acting.ts';
import type { Approver } from './approve-batch.ts';
import { findBatch, findUnfinished, lockBatch, updateBatch, type BatchRow } from './batch-store.ts';
import { countItems, findWaitingIds, updateItem } from './item-store.ts';
import { issueListed } from './issue-listed.ts';

/** So many letters after each other could not be made: the fault is not one person's. */
const mostInARow = 5;

/** Why the making of a list's letters ended before the last. */
class Stopped extends Error {
  override name = 'Stopped';
}

/**
 * Makes the letters of an approved list, each in a transaction of its own, in the list's order. Cut
 * short at any moment, those made stand and the next try goes on after them; two workers at once do no
 * harm. Who approved must still be allowed to sign on the day that a letter is made; if not, the list
 * stops and waits for a new approval.
 */
export async function carryOutLetterBatch(villageId: number, batchId: string): Promise<void> {
  const village = await getVillage(villageId);
  const begun = await withVillage(villageId, async (tx) => {
    const batch = await findBatch(tx, batchId);
    return batch?.state === 'working'
      ? { batch, ids: await findWaitingIds(tx, batchId) }
      : undefined;
  });
  if (!begun) return;
  let reason = '';
  try {
    await makeLetters(village, begun.batch, begun.ids);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    reason = error.message;
  }
  await withVillage(villageId, (tx) => finish(tx, batchId, reason));
}

/** @param reason why it stopped; '' when it came to the end of the list */
async function finish(tx: VillageTx, batchId: string, reason: string): Promise<void> {
  const batch = await lockBatch(tx, batchId);
  if (batch.state !== 'working') return;
  const { problems } = await countItems(tx, batchId);
  const failed = problems ? `${problems} surat gagal dibuat. Sebabnya tertulis di daftar.` : '';
  const at = now();
  await updateBatch(tx, batch, {
    state: reason || failed ? 'stopped' : 'done',
    reason: reason || failed || null,
    finished_at: at,
    updated_at: at,
  });
}

async function makeLetters(village: VillageContext, batch: BatchRow, ids: readonly string[]) {
  let failures = 0;
  for (const residentId of ids) {
    const problem = await makeLetter(village, batch, residentId);
    failures = problem ? failures + 1 : 0;
    if (failures === mostInARow) throw new Stopped(problem);
  }
}

/** @returns why it could not be made; '' when it was, or need not be */
async function makeLetter(
  village: VillageContext,
  batch: BatchRow,
  residentId: string,
): Promise<string> {
  try {
    await withVillage(village.id, async (tx) => {
      const officer = await authorise(tx, village, batch);
      const electronic = typeOf(batch).signature === 'electronic';
      const outside = electronic && (await findSigningWay(tx, village)).outside;
      await issueListed(tx, village, officer, batch, { residentId, outside });
    });
    return '';
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const refused = error instanceof Refusal ? error : undefined;
    // A certificate that ended: the next letter would meet it too.
    if (refused?.kind === 'unavailable') throw new Stopped(refused.message);
    if (!refused) log.error({ error, batchId: batch.id }, 'A letter of a list could not be made');
    const problem = refused?.message ?? 'Ada gangguan pada sistem. Suratnya tidak bernomor.';
    await withVillage(village.id, (tx) => updateItem(tx, batch.id, residentId, { problem }));
    return problem;
  }
}

/** Who approved, with what they may sign today. */
async function authorise(
  tx: VillageTx,
  village: VillageContext,
  batch: BatchRow,
): Promise<ActingOfficer> {
  const approver = batch.approver as unknown as Approver;
  const officer = await actingOfficer(tx, village, {
    ...approver,
    sessionId: batch.id,
    mustChangePassword: false,
    provedAt: batch.approved_at!,
  });
  try {
    requireSignatory(officer);
  } catch {
    throw new Stopped(
      `${approver.name} tidak berwenang menandatangani hari ini. Surat yang belum jadi perlu disetujui lagi.`,
    );
  }
  return officer;
}

/** Goes on with a village's lists that a stop of the server cut short. Harmless for those at work. */
export async function resumeLetterBatches(villageId: number): Promise<void> {
  await withVillage(villageId, async (tx) => {
    for (const batchId of await findUnfinished(tx))
      await platform().jobs.send(tx, 'letter-batch', { villageId, batchId });
  });
}
