import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import {
  dropStoredFile,
  readStoredFile,
  storeFile,
  type CleanUpload,
  type StoredFile,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { deleteProof, findProofs, insertProof } from './correction-store.ts';
import { getEditable, getOwnLocked } from './own-correction.ts';

/** As many as for one requirement of a letter. */
export const mostProofs = 5;

/**
 * Adds a proof to a request that is not sent yet.
 * @param upload already decoded and made anew (platform/uploads.ts)
 */
export async function attachProof(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; upload: CleanUpload },
): Promise<void> {
  const row = await getEditable(tx, visitor, input.id);
  const proofs = await findProofs(tx, row.id);
  if (proofs.length >= mostProofs)
    throw new Refusal('invalid', `Paling banyak ${mostProofs} berkas. Hapus salah satu dulu.`);
  const file = await storeFile(tx, village.id, input.upload.bytes, input.upload.mediaType);
  await insertProof(tx, {
    village_id: village.id,
    correction_id: row.id,
    file_id: file.id,
    file_name: input.upload.name,
    position: (proofs.at(-1)?.position ?? 0) + 1,
  });
}

/** Takes a proof out of a request that is not sent yet. */
export async function removeProof(
  tx: VillageTx,
  visitor: Visitor,
  input: { id: string; fileId: string },
): Promise<void> {
  const row = await getEditable(tx, visitor, input.id);
  if (!(await findProofs(tx, row.id)).some((proof) => proof.id === input.fileId)) return;
  await deleteProof(tx, row.id, input.fileId);
  await dropStoredFile(tx, input.fileId);
}

/** A proof that the visitor sent. */
export async function getOwnProof(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { id: string; fileId: string },
): Promise<StoredFile & { content: Buffer }> {
  const row = await getOwnLocked(tx, visitor, input.id);
  return readProof(tx, village.id, row.id, input.fileId);
}

/** @throws Refusal 'not-found' when the request has no such proof, or not any more */
export async function readProof(
  tx: VillageTx,
  villageId: number,
  correctionId: string,
  fileId: string,
): Promise<StoredFile & { content: Buffer }> {
  const proof = (await findProofs(tx, correctionId)).find(({ id }) => id === fileId);
  if (!proof || proof.deleted_at) throw new Refusal('not-found', 'Berkas ini tidak ada lagi.');
  return readStoredFile(tx, villageId, fileId);
}
