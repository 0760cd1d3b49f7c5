import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import {
  dropStoredFile,
  now,
  readStoredFile,
  storeFile,
  type CleanUpload,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findFile, findFiles, insertFile, removeFileRow } from './attachment-store.ts';
import { getArticleLocked, getVersion } from './get-article.ts';
import { isShown, mayWrite } from './keep-picture.ts';

const mostFiles = 10;
/** Regulations and budgets are longer than what residents send. */
export const longestDocument = 300;

/**
 * Adds a file for download to an article.
 * @param upload made anew by readUpload
 * @throws Refusal 'invalid' when there are too many, 'forbidden', 'not-found'
 */
export async function addFile(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { id, upload }: { id: string; upload: CleanUpload },
): Promise<void> {
  requireOfficer(visitor, 'news.write');
  const article = await getArticleLocked(tx, id);
  // A file of a public article is public at once.
  if (article.published !== null && !may(visitor.roles, 'news.publish')) {
    const message = 'Tulisan ini sudah terbit. Minta redaksi menambahkan berkasnya.';
    throw new Refusal('invalid', message, { berkas: message });
  }
  if ((await findFiles(tx, [id])).length >= mostFiles) {
    const message = `Paling banyak ${mostFiles} berkas untuk satu tulisan.`;
    throw new Refusal('invalid', message, { berkas: message });
  }
  const file = await storeFile(tx, villageId, upload.bytes, upload.mediaType);
  await insertFile(tx, {
    village_id: villageId,
    article_id: id,
    name: upload.name,
    file_id: file.id,
    added_at: now(),
  });
  const { title } = await getVersion(tx, id);
  await recordEvent(tx, villageId, visitor, {
    action: 'news.add-file',
    subjectKind: 'article',
    subjectId: id,
    details: { kind: article.kind, title },
  });
}

/** Deletes a file at once, from what is public too. Throws as addFile. */
export async function removeFile(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { id, fileId }: { id: string; fileId: string },
): Promise<void> {
  requireOfficer(visitor, 'news.write');
  const article = await getArticleLocked(tx, id);
  if (article.published !== null) requireOfficer(visitor, 'news.publish');
  if ((await findFile(tx, fileId))?.article_id !== id)
    throw new Refusal('not-found', 'Berkas ini tidak ada.');
  await dropFile(tx, fileId);
  const { title } = await getVersion(tx, id);
  await recordEvent(tx, villageId, visitor, {
    action: 'news.remove-file',
    subjectKind: 'article',
    subjectId: id,
    details: { kind: article.kind, title },
  });
}

/** Lets go of a file. */
export async function dropFile(tx: VillageTx, fileId: string): Promise<void> {
  const file = await findFile(tx, fileId);
  if (!file) return;
  await removeFileRow(tx, fileId, now());
  await dropStoredFile(tx, file.file_id);
}

/** A file for download; access as openPicture. @throws Refusal 'not-found' */
export async function openFile(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  fileId: string,
) {
  const file = await findFile(tx, fileId);
  if (!file || !(isShown(file) || mayWrite(visitor)))
    throw new Refusal('not-found', 'Berkas ini tidak ada.');
  return { name: file.name, ...(await readStoredFile(tx, village.id, file.file_id)) };
}
