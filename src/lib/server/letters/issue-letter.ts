import { randomBytes } from 'node:crypto';
import { validUntilOf } from '#lib/domain/letter-values.ts';
import { newVerificationCode } from '#lib/domain/verification-code.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { storeFile, type VillageTx } from '#lib/server/platform/index.ts';
import { proposeEvent } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { addLetterWords } from './archive/archive-store.ts';
import { getSigner } from './certificates.ts';
import { classificationOf } from './classification/classification-of.ts';
import { letterInput } from './letter-input.ts';
import { insertLetter } from './letter-store.ts';
import { allotNumber, type ChosenNumber } from './numbering/allot-number.ts';
import { composeLetter } from './rendering/compose-letter.ts';
import { printedText } from './rendering/printed-text.ts';
import { renderLetter } from './rendering/render-letter.ts';
import { answersOf, typeOf } from './request-context.ts';
import { getSubject } from './request-subject.ts';
import type { RequestRow } from './store.ts';

/** What a letter is issued from, beside the request. */
export interface Issue {
  request: RequestRow;
  /** The request's reference; it may have got one only now. */
  reference: string;
  /** Whose name stands under it. */
  official: { name: string; position: string; employee_no: string };
  /** The officer who issues it. */
  staffId: string;
  /** Of the village's pages, for the QR code. */
  origin: string;
  at: Date;
  /** Another number than the next one, or another day than today. */
  chosen?: ChosenNumber;
}

/**
 * Issues a letter: allots the number, typesets it, signs it where the type is electronic, keeps the
 * bytes, proposes the event that it tells of. All in this transaction: where anything fails there is
 * no letter and no number was used.
 * @returns the number, and the subject as printed
 * @throws Refusal 'unavailable' when the certificate is missing or has expired; as allotNumber does for
 *   the chosen number and day
 */
export async function issueLetter(tx: VillageTx, village: VillageContext, issue: Issue) {
  const { request, official, at } = issue;
  const type = typeOf(request);
  const { signer, certificateId } =
    type.signature === 'electronic'
      ? await getSigner(tx, village.id)
      : { signer: undefined, certificateId: null };
  const classification = await classificationOf(tx, type);
  const { number, date, ...place } = await allotNumber(tx, village, {
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
      official,
      number,
      date,
      approval: { at, verificationUrl: `${issue.origin}/verifikasi/${verificationCode}` },
      now: at,
    }),
  );
  const { pdf } = renderLetter(letter);
  const bytes = signer
    ? await signer.sign(pdf, {
        reason: `${type.name} nomor ${number}`,
        location: villageTitle(village),
        name: `${official.name}, ${official.position}`,
        signingTime: at,
      })
    : pdf;
  const file = await storeFile(tx, village.id, bytes, 'application/pdf');

  const letterId = await insertLetter(tx, {
    village_id: village.id,
    request_id: request.id,
    ...place,
    number,
    classification,
    type_slug: type.slug,
    title: type.name,
    verification_code: verificationCode,
    holder_name: subject.name,
    signer_name: official.name,
    signer_position: official.position,
    signature: type.signature,
    letter_date: date,
    valid_until: validUntilOf(type, date, answers) ?? null,
    issued_at: at,
    issued_by: issue.staffId,
    file_id: file.id,
    certificate_id: certificateId,
    replaces_id: request.replaces_letter_id,
  });
  await addLetterWords(tx, letterId, printedText(letter));
  if (type.event && resident)
    await proposeEvent(tx, village.id, {
      event: type.event,
      requestId: request.id,
      reference: issue.reference,
      residentId: resident.id,
      answers,
    });
  return { number, subject };
}
