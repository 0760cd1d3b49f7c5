import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import {
  now,
  readStoredFile,
  storeFile,
  type CleanUpload,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { setReceipt } from './archive/letter-archive-store.ts';
import { findLetterOf, markCollected, markWithdrawn, type LetterRow } from './letter-store.ts';
import { recordStep, takeStep, tellApplicant } from './move-request.ts';
import { requireOfficer, requireOwn, requireResident } from './policy.ts';
import { actingOfficer } from './signers/acting.ts';
import { findRequestByReference, updateRequest } from './store.ts';

/** A PDF on its way out. */
export interface LetterFile {
  bytes: Buffer;
  /** "surat-keterangan-usaha-SKU-7K4P-2M9R.pdf" */
  fileName: string;
}

/**
 * *Unduh PDF*: the signed bytes, for the applicant. Recorded.
 * @throws Refusal 'conflict' while there is none, or where the letter is collected at the office
 */
export async function downloadOwnLetter(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  reference: string,
): Promise<LetterFile> {
  requireResident(visitor);
  const request = await findRequestByReference(tx, reference);
  requireOwn(request, visitor);
  const letter = await findLetterOf(tx, request.id);
  if (!letter || request.status !== 'approved')
    throw new Refusal(
      'conflict',
      'Surat ini belum bisa diunduh. Lihat perjalanannya di Riwayat Layanan.',
    );
  if (letter.signature === 'wet')
    throw new Refusal(
      'conflict',
      'Surat ini ditandatangani dengan pena. Ambil di kantor desa pada jam buka.',
    );
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.download',
    subjectKind: 'letter',
    subjectId: letter.id,
    residentId: request.subject_id ?? undefined,
    details: { reference },
  });
  return fileOf(tx, village, letter, reference);
}

/** The same bytes for the office, to print. Recorded. */
export async function printLetter(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  reference: string,
): Promise<LetterFile> {
  requireOfficer(visitor, 'requests.read');
  const request = await findRequestByReference(tx, reference);
  const letter = request && (await findLetterOf(tx, request.id));
  if (!letter) throw new Refusal('not-found', 'Surat ini belum diterbitkan.');
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.print',
    subjectKind: 'letter',
    subjectId: letter.id,
    residentId: request.subject_id ?? undefined,
    details: { reference },
  });
  return fileOf(tx, village, letter, reference);
}

async function fileOf(
  tx: VillageTx,
  village: VillageContext,
  letter: LetterRow,
  reference: string,
): Promise<LetterFile> {
  const file = await readStoredFile(tx, village.id, letter.file_id);
  return { bytes: file.content, fileName: `${letter.type_slug}-${reference}.pdf` };
}

/**
 * Records who took a letter away, and when.
 * @param input.receipt a picture of the signed receipt
 */
export async function handOverLetter(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; version: number; collectedBy: string; receipt?: CleanUpload },
): Promise<void> {
  requireOfficer(visitor, 'letters.hand-over');
  const { request, position } = await takeStep(tx, visitor, { ...input, action: 'hand-over' });
  const letter = await findLetterOf(tx, request.id);
  if (!letter) throw new Refusal('not-found', 'Surat ini belum diterbitkan.');
  if (letter.collected_at)
    throw new Refusal('conflict', `Surat ini sudah diambil oleh ${letter.collected_by}.`);
  const by = input.collectedBy.trim();
  if (by.length < 3 || by.length > 100)
    throw new Refusal('invalid', 'Tulis nama orang yang mengambil surat.', {
      pengambil: 'Tulis nama orang yang mengambil surat.',
    });
  const at = now();
  await markCollected(tx, letter.id, { at, by, recordedBy: visitor.staffId });
  if (input.receipt) {
    const receipt = await storeFile(tx, village.id, input.receipt.bytes, input.receipt.mediaType);
    await setReceipt(tx, letter.id, receipt.id);
  }
  await updateRequest(tx, request.id, request.version, { updated_at: at });
  await recordStep(tx, village, visitor, request, 'hand-over', position, at, `Diambil oleh ${by}`);
}

/** The head withdraws an issued letter: from now on its QR page says so. */
export async function withdrawLetter(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; version: number; reason: string },
): Promise<void> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  requireOfficer(officer, 'letters.withdraw');
  requireFreshProof(visitor);
  const { request, position } = await takeStep(tx, officer, { ...input, action: 'withdraw' });
  const letter = await findLetterOf(tx, request.id);
  if (!letter) throw new Refusal('not-found', 'Surat ini belum diterbitkan.');
  const reason = input.reason.trim();
  if (reason.length < 5 || reason.length > 600)
    throw new Refusal('invalid', 'Tulis alasan pencabutan dengan jelas.', {
      alasan: 'Tulis alasan pencabutan dengan jelas, paling banyak 600 huruf.',
    });
  const at = now();
  await markWithdrawn(tx, letter.id, { at, by: visitor.staffId, reason });
  await updateRequest(tx, request.id, request.version, {
    status: position.status,
    reason,
    updated_at: at,
  });
  await recordStep(tx, village, visitor, request, 'withdraw', position, at, reason);
  await tellApplicant(tx, village, request, 'withdraw');
}
