import { paperOf } from '#lib/domain/papers.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import {
  dropStoredFile,
  now,
  readStoredFile,
  storeFile,
  type CleanUpload,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { deleteReliedOn } from './papers/paper-store.ts';
import { requireOwn, requireResident } from './policy.ts';
import { typeOf } from './request-context.ts';
import { getEditable } from './save-draft.ts';
import {
  findAttachments,
  findRequest,
  insertAttachment,
  isFileAttached,
  removeAttachmentRow,
} from './store.ts';

/** Most files for one requirement: four sides of a house and one more. */
const mostFiles = 5;

/**
 * Adds a file to a draft or returned request.
 * @param upload already decoded and made anew (platform/uploads.ts)
 */
export async function attachFile(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; requirement: string; upload: CleanUpload },
): Promise<void> {
  const request = await getEditable(tx, visitor, input.requestId);
  const requirement = typeOf(request).requirements.find((r) => r.key === input.requirement);
  if (!requirement) throw new Refusal('invalid', 'Lampiran ini tidak diminta untuk surat ini.');
  const present = (await findAttachments(tx, request.id)).filter(
    (a) => a.requirement === requirement.key,
  );
  if (present.length >= mostFiles) {
    const message = `Paling banyak ${mostFiles} berkas untuk ${requirement.label}. Hapus salah satu dulu.`;
    throw new Refusal('invalid', message, { [requirement.key]: message });
  }
  const file = await storeFile(tx, village.id, input.upload.bytes, input.upload.mediaType);
  const subject = request.subject_id ? await getPerson(tx, request.subject_id) : undefined;
  const at = now();
  await insertAttachment(tx, {
    village_id: village.id,
    request_id: request.id,
    requirement: requirement.key,
    file_id: file.id,
    file_name: input.upload.name,
    paper: paperOf(requirement) ?? null,
    family_id: subject?.familyId ?? null,
    taken_at: at,
    added_at: at,
  });
}

/** Takes a file, or an earlier seeing that is relied on, out of a draft or returned request. */
export async function removeAttachment(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; attachmentId: string },
): Promise<void> {
  const request = await getEditable(tx, visitor, input.requestId);
  const attachment = (await findAttachments(tx, request.id)).find(
    (a) => a.id === input.attachmentId,
  );
  if (!attachment) {
    await deleteReliedOn(tx, request.id, { id: input.attachmentId });
    return;
  }
  await removeAttachmentRow(tx, attachment.id, now());
  if (!(await isFileAttached(tx, attachment.file_id))) await dropStoredFile(tx, attachment.file_id);
}

/** One of the visitor's own attachments. */
export async function getOwnAttachment(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; attachmentId: string },
) {
  requireResident(visitor);
  const request = await findRequest(tx, input.requestId);
  requireOwn(request, visitor);
  const attachment = (await findAttachments(tx, request.id)).find(
    (a) => a.id === input.attachmentId,
  );
  if (!attachment || attachment.deleted_at)
    throw new Refusal('not-found', 'Lampiran ini tidak ada lagi.');
  return readStoredFile(tx, village.id, attachment.file_id);
}
