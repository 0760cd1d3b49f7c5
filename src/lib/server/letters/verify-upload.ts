import { createHash } from 'node:crypto';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findFingerprints } from './certificate-store.ts';
import { findLetterByHash } from './letter-store.ts';
import { checkPdf } from './signing/check-pdf.ts';
import { presentLetter, type VerifiedLetter } from './verify-letter.ts';

/** What the check of an uploaded PDF found. */
export type UploadVerdict =
  /** The very bytes that were issued here; the letter tells whether it still counts. */
  | { kind: 'issued'; letter: VerifiedLetter; signedAt: Date | undefined }
  /** Signed with this village's certificate and changed afterwards. */
  | { kind: 'changed' }
  /** Signed with this village's certificate and unchanged, but not in the archive. */
  | { kind: 'unknown' }
  /** Signed by somebody else. */
  | { kind: 'foreign'; signer: string; unchanged: boolean }
  | { kind: 'unsigned' | 'not-a-pdf' | 'too-large' };

/** Checks an uploaded PDF: its signature, whether it was changed, whether it was issued here. */
export async function verifyUpload(
  tx: VillageTx,
  village: VillageContext,
  bytes: Uint8Array,
): Promise<UploadVerdict> {
  const check = await checkPdf(bytes);
  const letter = await findLetterByHash(tx, createHash('sha256').update(bytes).digest());
  if (letter) {
    const signedAt = check.kind === 'signed' ? check.signatures.at(-1)?.signingTime : undefined;
    return { kind: 'issued', letter: await presentLetter(tx, letter, village), signedAt };
  }
  if (check.kind !== 'signed') return check;
  const ours = await findFingerprints(tx);
  const fingerprints = check.signatures.map((s) => s.certificate?.fingerprint ?? '');
  if (fingerprints.some((f) => ours.includes(f)))
    return { kind: check.unchanged ? 'unknown' : 'changed' };
  const signer = check.signatures.at(-1)?.certificate?.commonName ?? '';
  return { kind: 'foreign', signer, unchanged: check.unchanged };
}
