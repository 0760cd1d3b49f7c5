import { Refusal } from '#lib/domain/refusal.ts';
import type { Position } from '#lib/domain/request-status.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, readStoredFile, storeFile, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getSigner } from '../certificates.ts';
import { prepareLetter, type PreparedLetter } from '../issue-letter.ts';
import { takeStep } from '../move-request.ts';
import type { ChosenNumber } from '../numbering/allot-number.ts';
import { recordChosen } from '../numbering/record-chosen.ts';
import { requireOfficer } from '../policy.ts';
import {
  actingOfficer,
  inCapacity,
  requireSignatory,
  type ActingOfficer,
} from '../signers/acting.ts';
import type { LetterSignatory } from '../signers/roster.ts';
import { createBsreSigner } from '../signing/bsre-signer.ts';
import type { Signer } from '../signing/signer.ts';
import { updateRequest, type RequestRow } from '../store.ts';
import { findOpenAttempt, insertAttempt, updateAttempt, type AttemptRow } from './attempt-store.ts';
import { isCalling } from './attempt-view.ts';
import { findSigningWay, type SigningWay } from './signing-way.ts';

/** Milliseconds that BSrE's service may take to answer each question. */
const serviceTimeout = 60_000;

export interface OutsideInput {
  requestId: string;
  version: number;
  origin: string;
  /** BSrE's, as typed; never kept, never logged. */
  passphrase: string;
  /** Another number than the next one, or another day than today. */
  chosen?: ChosenNumber;
}

/** A signing that a service may now be asked for. */
export interface Begun {
  attemptId: string;
  request: RequestRow;
  position: Position;
  /** The signer as the journey names them. */
  officer: ActingOfficer;
  prepared: PreparedLetter;
  pdf: Buffer;
  signer: Signer;
  way: SigningWay;
  certificateId: string | null;
}

/**
 * The first transaction of signOutside: allots the number and keeps the typeset letter, or takes up a
 * signing that was not finished.
 * @throws Refusal as approveRequest does; 'conflict' while the service is being asked, or for another
 *   signer's; 'invalid' without a passphrase where one is needed
 */
export async function beginAttempt(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: OutsideInput,
): Promise<Begun> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  requireOfficer(officer, 'letters.approve');
  requireFreshProof(visitor);
  const { request, position } = await takeStep(tx, officer, {
    ...input,
    action: 'approve',
    signing: true,
  });
  const signatory = requireSignatory(officer);
  const way = await findSigningWay(tx, village);
  const { signer, certificateId } = await openSigner(tx, village, way, signatory, input.passphrase);
  const open = await findOpenAttempt(tx, request.id);
  if (open) requireResumable(open, way, signatory);
  const { attemptId, prepared, pdf } = open
    ? await resume(tx, village, open)
    : await start(tx, village, { ...input, request, signatory, officer, way });
  await updateRequest(tx, request.id, request.version, { updated_at: now() });
  return {
    attemptId,
    request,
    position,
    officer: inCapacity(officer, request),
    prepared,
    pdf,
    signer,
    way,
    certificateId,
  };
}

async function openSigner(
  tx: VillageTx,
  village: VillageContext,
  { bsre }: SigningWay,
  signatory: LetterSignatory,
  passphrase: string,
): Promise<{ signer: Signer; certificateId: string | null }> {
  if (!bsre) return getSigner(tx, village.id);
  if (!signatory.nik)
    throw new Refusal(
      'unavailable',
      'NIK Anda di layanan BSrE belum dicatat. Minta admin mengisinya di Pengaturan, Penanda tangan.',
    );
  if (!passphrase)
    throw new Refusal('invalid', 'Ketik passphrase tanda tangan elektronik Anda.', {
      'frasa-sandi': 'Ketik passphrase tanda tangan elektronik Anda.',
    });
  const signer = createBsreSigner({
    ...bsre,
    nik: signatory.nik,
    passphrase,
    timeout: serviceTimeout,
  });
  return { signer, certificateId: null };
}

function requireResumable(open: AttemptRow, way: SigningWay, signatory: LetterSignatory) {
  if (isCalling(open))
    throw new Refusal(
      'conflict',
      'Surat ini sedang ditandatangani. Tunggu sebentar, lalu muat ulang.',
    );
  if (open.official_id !== signatory.officialId)
    throw new Refusal(
      'conflict',
      'Surat ini sudah disiapkan untuk penanda tangan lain. Batalkan penandatanganannya dulu; nomornya tetap.',
    );
  if (open.method !== way.method)
    throw new Refusal(
      'conflict',
      'Cara tanda tangan desa sudah diganti sejak surat ini disiapkan. Batalkan penandatanganannya dulu; nomornya tetap.',
    );
}

async function resume(tx: VillageTx, village: VillageContext, open: AttemptRow) {
  await updateAttempt(tx, open.id, { calling_since: now(), tries: open.tries + 1, problem: null });
  const { content } = await readStoredFile(tx, village.id, open.unsigned_file_id);
  return { attemptId: open.id, prepared: open.prepared as unknown as PreparedLetter, pdf: content };
}

async function start(
  tx: VillageTx,
  village: VillageContext,
  one: {
    request: RequestRow;
    signatory: LetterSignatory;
    officer: ActingOfficer;
    way: SigningWay;
    origin: string;
    chosen?: ChosenNumber;
  },
) {
  const { request, signatory, officer, way } = one;
  const at = now();
  const issue = {
    request,
    reference: request.reference!,
    signatory,
    staffId: officer.staffId,
    origin: one.origin,
    at,
    chosen: one.chosen,
  };
  const { prepared, pdf } = await prepareLetter(tx, village, issue, way.seal);
  const file = await storeFile(tx, village.id, pdf, 'application/pdf');
  const { counter, year, sequence, suffix, number } = prepared.row;
  const attemptId = await insertAttempt(tx, {
    village_id: village.id,
    request_id: request.id,
    state: 'open',
    counter,
    year,
    sequence,
    suffix,
    number,
    prepared: JSON.stringify(prepared),
    unsigned_file_id: file.id,
    method: way.method,
    official_id: signatory.officialId,
    started_at: at,
    started_by: officer.staffId,
    calling_since: at,
    tries: 1,
  });
  const { chosen } = one;
  await recordChosen(tx, village.id, officer, { reference: request.reference!, number, chosen });
  await recordEvent(tx, village.id, officer, {
    action: 'letters.begin-signing',
    subjectKind: 'request',
    subjectId: request.id,
    residentId: request.subject_id ?? undefined,
    details: { reference: request.reference, number, method: way.method },
  });
  return { attemptId, prepared, pdf: Buffer.from(pdf) };
}
