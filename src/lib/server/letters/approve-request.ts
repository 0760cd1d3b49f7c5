import { randomBytes } from 'node:crypto';
import {
  formatLetterNumber,
  namesLetterType,
  parseLetterNumberPattern,
} from '#lib/domain/letter-number.ts';
import { validUntilOf } from '#lib/domain/letter-values.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { newVerificationCode } from '#lib/domain/verification-code.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { now, storeFile, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson, proposeEvent } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getSigner } from './certificates.ts';
import { letterInput, subjectFor } from './letter-input.ts';
import { findSigningOfficial, insertLetter, nextSequence } from './letter-store.ts';
import { recordStep, takeStep, tellApplicant } from './move-request.ts';
import { requireOfficer } from './policy.ts';
import { composeLetter } from './rendering/compose-letter.ts';
import { renderLetter } from './rendering/render-letter.ts';
import { answersOf, today, typeOf } from './request-context.ts';
import { updateRequest } from './store.ts';

/**
 * Approves and signs: allots the number, typesets the letter, signs it, keeps the bytes. All in this
 * transaction: where anything fails there is no letter and no number was used.
 *
 * A letter that needs a wet signature is typeset with room for pen and stamp, and is not signed
 * electronically: the bytes are the office's print.
 * @returns the letter's number
 * @throws Refusal as moveRequest does; 'proof-needed' without a fresh proof; 'unavailable' when the
 *   certificate is missing or has expired
 */
export async function approveRequest(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  input: { requestId: string; version: number; origin: string },
): Promise<{ number: string }> {
  requireOfficer(visitor, 'letters.approve');
  requireFreshProof(visitor);
  const { request, position } = await takeStep(tx, visitor, { ...input, action: 'approve' });
  const official = await findSigningOfficial(tx, visitor.staffId);
  if (!official)
    throw new Refusal(
      'forbidden',
      'Nama Anda belum terdaftar sebagai penanda tangan. Minta admin mengaturnya di Pengaturan.',
    );

  const type = typeOf(request);
  const { signer, certificateId } =
    type.signature === 'electronic'
      ? await getSigner(tx, village.id)
      : { signer: undefined, certificateId: null };
  const at = now();
  const date = today(village);
  const { counter, year, sequence, number } = await allotNumber(
    tx,
    village,
    type.classification,
    type.code,
    date,
  );
  const verificationCode = newVerificationCode(randomBytes);
  const subject = subjectFor(await getPerson(tx, request.subject_id), village);
  const answers = answersOf(request);
  const letter = composeLetter(
    await letterInput(tx, village, {
      type,
      subject,
      answers,
      official,
      number,
      date,
      approval: { at, verificationUrl: `${input.origin}/verifikasi/${verificationCode}` },
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

  await insertLetter(tx, {
    village_id: village.id,
    request_id: request.id,
    counter,
    year,
    sequence,
    number,
    classification: type.classification,
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
    issued_by: visitor.staffId,
    file_id: file.id,
    certificate_id: certificateId,
  });
  await updateRequest(tx, request.id, request.version, {
    status: position.status,
    chain_step: position.step,
    subject_data: JSON.stringify(subject),
    updated_at: at,
  });
  await recordStep(tx, village, visitor, request, 'approve', position, at, null);
  await tellApplicant(tx, village, request, 'approve');
  if (type.event)
    await proposeEvent(tx, village.id, {
      event: type.event,
      requestId: request.id,
      reference: request.reference!,
      residentId: request.subject_id,
      answers,
    });
  return { number };
}

async function allotNumber(
  tx: VillageTx,
  village: VillageContext,
  classification: string,
  typeCode: string,
  date: string,
) {
  const reading = parseLetterNumberPattern(village.numberPattern);
  if (!reading.ok)
    throw new Refusal(
      'unavailable',
      `Pola nomor surat belum benar: ${reading.problem} Minta admin memperbaikinya di Pengaturan.`,
    );
  const counter =
    village.counterScope === 'type' && namesLetterType(reading.pattern) ? typeCode : 'village';
  const year = Number(date.slice(0, 4));
  const sequence = await nextSequence(tx, village.id, counter, year);
  const number = formatLetterNumber(reading.pattern, {
    classification,
    typeCode,
    sequence,
    villageCode: village.shortCode,
    date,
  });
  return { counter, year, sequence, number };
}
