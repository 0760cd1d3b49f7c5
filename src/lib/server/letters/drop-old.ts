import { move } from '#lib/domain/request-status.ts';
import { dropStoredFile, now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { positionOf } from './request-context.ts';
import { findOldDraftsLocked, findOldUploads } from './retention-store.ts';
import {
  findAttachments,
  findRequestLocked,
  insertEvent,
  isFileAttached,
  removeAttachmentRow,
  updateRequest,
  type RequestRow,
} from './store.ts';

const day = 24 * 60 * 60_000;
const ago = (days: number) => new Date(now().getTime() - days * day);

/** Days after which a draft that nobody goes on with is given up. */
const draftLife = 90;

/**
 * Deletes uploads (KTP, KK …) of requests that were finished longer ago than the village keeps them.
 * The requests still tell that they were there.
 * @returns how many files, at most `limit`
 */
export async function dropOldUploads(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const files = await findOldUploads(tx, ago(village.uploadRetentionDays), limit);
  for (const id of files) await dropStoredFile(tx, id);
  return files.length;
}

/**
 * Cancels drafts that were left lying for 90 days: what was typed and attached is deleted.
 * @returns how many drafts, at most `limit`
 */
export async function dropOldDrafts(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const ids = await findOldDraftsLocked(tx, ago(draftLife), limit);
  for (const id of ids) {
    const draft = await findRequestLocked(tx, id);
    if (draft) await giveUp(tx, village, draft);
  }
  return ids.length;
}

async function giveUp(tx: VillageTx, village: VillageContext, draft: RequestRow) {
  // As if its owner had cancelled it: the table of a letter's life knows no other way out.
  const position = move(positionOf(draft), 'cancel', { kind: 'resident' });
  if (!position) return;
  const at = now();
  for (const { id, file_id } of await findAttachments(tx, draft.id)) {
    await removeAttachmentRow(tx, id, at);
    if (!(await isFileAttached(tx, file_id))) await dropStoredFile(tx, file_id);
  }
  await updateRequest(tx, draft.id, draft.version, {
    status: position.status,
    answers: '{}',
    updated_at: at,
  });
  await insertEvent(tx, {
    village_id: village.id,
    request_id: draft.id,
    at,
    action: 'cancel',
    from_status: draft.status,
    to_status: position.status,
    actor_kind: 'system',
    actor_role: 'Sistem',
    note: `Draf tidak dilanjutkan selama ${draftLife} hari.`,
  });
}
