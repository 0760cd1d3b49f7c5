import { randomBytes } from 'node:crypto';
import type { LetterType } from '#lib/domain/letter-type.ts';
import { validUntilOf } from '#lib/domain/letter-values.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { capacityInWords } from '#lib/domain/signature-block.ts';
import type { Seal } from '#lib/domain/signature-wording.ts';
import { newVerificationCode } from '#lib/domain/verification-code.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { storeFile, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson, proposeEvent } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { addLetterWords } from './archive/archive-store.ts';
import { getSigner } from './certificates.ts';
import { classificationOf } from './classification/classification-of.ts';
import { findHeldNumber } from './esign/attempt-store.ts';
import { findSigningWay } from './esign/signing-way.ts';
import { letterInput } from './letter-input.ts';
import { insertLetter } from './letter-store.ts';
import { allotNumber, type ChosenNumber } from './numbering/allot-number.ts';
import { composeLetter } from './rendering/compose-letter.ts';
import { printedText } from './rendering/printed-text.ts';
import { renderLetter } from './rendering/render-letter.ts';
import { answersOf, today, typeOf } from './request-context.ts';
import { getSubject } from './request-subject.ts';
import type { SigningClaim } from './signing/signer.ts';
import type { LetterSignatory } from './signers/roster.ts';
import type { RequestRow } from './store.ts';

/** What a letter is issued from, beside the request. */
export interface Issue {
  request: RequestRow;
  /** The request's reference; it may have got one only now. */
  reference: string;
  /** Whose name stands under it, and in which capacity. */
  signatory: LetterSignatory;
  /** The officer who issues it. */
  staffId: string;
  /** Of the village's pages, for the QR code. */
  origin: string;
  at: Date;
  /** Another number than the next one, or another day than today. */
  chosen?: ChosenNumber;
}

type LetterColumns = Parameters<typeof insertLetter>[1];

/** A letter that is typeset and has its number. */
export interface PreparedLetter {
  /** Its row but for the file. */
  row: Omit<LetterColumns, 'file_id' | 'certificate_id' | 'issued_at'>;
  /** All that is printed on it, for the archive's search. */
  words: string;
}

/**
 * Allots the number, unless the request holds one from a signing that was given up, and typesets the
 * letter.
 * @param seal what it will be signed with; undefined for a letter signed by hand
 * @throws Refusal as allotNumber does for the chosen number and day; 'invalid' where one is chosen though
 *   the request holds a number
 */
export async function prepareLetter(
  tx: VillageTx,
  village: VillageContext,
  issue: Issue,
  seal: Seal | undefined,
) {
  const { request, signatory, at } = issue;
  const type = typeOf(request);
  const classification = await classificationOf(tx, type);
  const held = await findHeldNumber(tx, request.id, today(village));
  if (held && issue.chosen) {
    const message = `Permohonan ini sudah memegang nomor ${held.number}. Kosongkan pilihan nomor dan tanggal.`;
    throw new Refusal('invalid', message, { tanggalSurat: message });
  }
  const { number, date, ...place } = held
    ? { ...held, date: today(village) }
    : await allotNumber(tx, village, {
        usedFor: 'letter',
        classification,
        typeCode: type.code,
        subject: type.name,
        by: issue.staffId,
        chosen: issue.chosen,
      });
  const verificationCode = newVerificationCode(randomBytes);
  const { words: subject, resident } = await getSubject(tx, village, request);
  const answers = answersOf(request);
  const letter = composeLetter(
    await letterInput(tx, village, {
      type,
      subject,
      familyId: resident?.familyId,
      answers,
      signatory,
      number,
      date,
      approval: { at, verificationUrl: `${issue.origin}/verifikasi/${verificationCode}` },
      seal,
      now: at,
    }),
  );
  const { pdf } = renderLetter(letter);
  const row: PreparedLetter['row'] = {
    village_id: village.id,
    request_id: request.id,
    ...place,
    number,
    classification,
    type_slug: type.slug,
    title: type.name,
    verification_code: verificationCode,
    holder_name: subject.name,
    signer_name: signatory.name,
    signer_position: capacityInWords(signatory.posts),
    official_id: signatory.officialId,
    capacity: signatory.capacity,
    decree: signatory.decree,
    signature: type.signature,
    signed_with: seal?.kind ?? 'village',
    letter_date: date,
    valid_until: validUntilOf(type, date, answers) ?? null,
    issued_by: issue.staffId,
    replaces_id: request.replaces_letter_id,
  };
  return { prepared: { row, words: printedText(letter) }, subject, pdf };
}

/** What the signature says of itself. */
export const claimOf = (
  row: Pick<PreparedLetter['row'], 'title' | 'number' | 'signer_name' | 'signer_position'>,
  village: VillageContext,
  signingTime: Date,
): SigningClaim => ({
  reason: `${row.title} nomor ${row.number}`,
  location: villageTitle(village),
  name: `${row.signer_name}, ${row.signer_position}`,
  signingTime,
});

/** Keeps a letter's bytes and its row, and proposes the event that it tells of. */
export async function keepLetter(
  tx: VillageTx,
  village: VillageContext,
  { request, reference, at }: Pick<Issue, 'request' | 'reference' | 'at'>,
  { row, words }: PreparedLetter,
  bytes: Uint8Array,
  signed: Partial<LetterColumns>,
): Promise<void> {
  const file = await storeFile(tx, village.id, bytes, 'application/pdf');
  const id = await insertLetter(tx, { ...row, ...signed, issued_at: at, file_id: file.id });
  await addLetterWords(tx, id, words);
  const type = typeOf(request);
  if (type.event && request.subject_id && !(await isRecorded(tx, type.event, request.subject_id)))
    await proposeEvent(tx, village.id, {
      event: type.event,
      requestId: request.id,
      reference,
      residentId: request.subject_id,
      answers: answersOf(request),
    });
}

/** Whether the event that a letter tells of is on the register already: then it is not proposed. */
const isRecorded = async (tx: VillageTx, event: LetterType['event'], residentId: string) =>
  event === 'death' && (await getPerson(tx, residentId)).basicStatus === 2;

/**
 * Issues a letter that the village signs by itself: allots the number, typesets it, signs it where the
 * type is electronic, keeps the bytes. All in this transaction: where anything fails there is no letter
 * and no number was used. What a service outside signs goes by esign/sign-outside.ts.
 * @returns the number, and the subject as printed
 * @throws Refusal 'unavailable' when the certificate is missing or has expired
 */
export async function issueLetter(tx: VillageTx, village: VillageContext, issue: Issue) {
  const electronic = typeOf(issue.request).signature === 'electronic';
  const way = electronic ? await findSigningWay(tx, village) : undefined;
  if (way?.outside)
    throw new Refusal(
      'unavailable',
      'Surat ini ditandatangani lewat layanan di luar desa. Buka permohonannya untuk menandatangani.',
    );
  const local = way && (await getSigner(tx, village.id));
  const { prepared, subject, pdf } = await prepareLetter(tx, village, issue, way?.seal);
  const claim = claimOf(prepared.row, village, issue.at);
  const bytes = local ? await local.signer.sign(pdf, claim) : pdf;
  await keepLetter(tx, village, issue, prepared, bytes, {
    certificate_id: local?.certificateId ?? null,
  });
  return { number: prepared.row.number, subject };
}
