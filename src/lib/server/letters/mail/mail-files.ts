import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import {
  now,
  readStoredFile,
  storeFile,
  type CleanUpload,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findLetGo, findMailFiles, insertMailFile, type MailKey } from './mail-file-store.ts';

/** Most files of one letter: its pages photographed, and what came with it. */
const mostFiles = 20;

/** A scan as a page shows it. */
export interface MailFile {
  id: string;
  fileName: string;
  mediaType: string;
  bytes: number;
  /** It is past the time that the village keeps scans. */
  gone: boolean;
}

/** Keeps scans of a letter. @throws Refusal 'invalid' when there would be too many */
export async function keepMailFiles(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
  key: MailKey,
  uploads: readonly CleanUpload[],
): Promise<void> {
  const present = await findMailFiles(tx, key);
  if (present.length + uploads.length > mostFiles) {
    const message = `Paling banyak ${mostFiles} berkas untuk satu surat.`;
    throw new Refusal('invalid', message, { berkas: message });
  }
  for (const upload of uploads) {
    const file = await storeFile(tx, village.id, upload.bytes, upload.mediaType);
    await insertMailFile(tx, {
      village_id: village.id,
      ...key,
      file_id: file.id,
      file_name: upload.name,
      added_by: officer.staffId,
      added_at: now(),
    });
  }
}

/**
 * Adds scans to a letter that stands in the agenda already.
 * @throws Refusal 'invalid' where none was chosen, or when there would be too many
 */
export async function addScans(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
  mail: { kind: 'incoming-mail' | 'outgoing-mail'; id: string; number: string },
  scans: readonly CleanUpload[],
): Promise<void> {
  if (scans.length === 0) {
    const message = 'Pilih dulu pindaian atau fotonya.';
    throw new Refusal('invalid', message, { berkas: message });
  }
  const key = mail.kind === 'incoming-mail' ? { incoming_id: mail.id } : { outgoing_id: mail.id };
  await keepMailFiles(tx, village, officer, key, scans);
  await recordEvent(tx, village.id, officer, {
    action: 'mail.add-scan',
    subjectKind: mail.kind,
    subjectId: mail.id,
    details: { number: mail.number },
  });
}

export async function listMailFiles(tx: VillageTx, key: MailKey): Promise<MailFile[]> {
  return (await findMailFiles(tx, key)).map((file) => ({
    id: file.id,
    fileName: file.file_name,
    mediaType: file.media_type,
    bytes: file.bytes,
    gone: file.deleted_at !== null,
  }));
}

/** A scan of a letter. @throws Refusal 'not-found' */
export async function readMailFile(
  tx: VillageTx,
  village: VillageContext,
  key: MailKey,
  fileId: string,
) {
  const file = (await findMailFiles(tx, key)).find(({ id }) => id === fileId);
  if (!file) throw new Refusal('not-found', 'Berkas ini tidak ada.');
  return readKept(tx, village, file.file_id);
}

/** @throws Refusal 'not-found' for a file that is past the time for which it is kept */
export async function readKept(tx: VillageTx, village: VillageContext, storedId: string) {
  if (await findLetGo(tx, storedId))
    throw new Refusal('not-found', 'Berkas ini sudah dihapus sesuai masa simpannya.');
  return readStoredFile(tx, village.id, storedId);
}
