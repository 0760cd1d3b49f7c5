import { requireOfficer } from '#lib/domain/authority.ts';
import { changeText } from '#lib/domain/edit-letter-text.ts';
import { readableAnswers } from '#lib/domain/letter-answers.ts';
import { exampleAnswers } from '#lib/domain/letter-examples.ts';
import { describeSubject } from '#lib/domain/letter-subject.ts';
import { LetterTextError } from '#lib/domain/letter-text.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { TypedForm } from '#lib/domain/typed-form.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { letterInput, subjectFor } from '../letter-input.ts';
import { composeLetter } from '../rendering/compose-letter.ts';
import { renderLetterPreview } from '../rendering/render-letter.ts';
import { samplePerson } from '../rendering/sample-facts.ts';
import { today } from '../request-context.ts';
import { loadRoster, nobody, penToday } from '../signers/roster.ts';
import { judge, openType } from './open-type.ts';

/** What a picture is drawn from beside the type. */
export interface PreviewInput {
  slug: string;
  /** Words that are being typed and not kept yet. */
  typed?: TypedForm;
  /** Whose data stand in the letter; without it somebody made up. */
  residentId?: string;
}

/**
 * The letter as it would come out, with the examples of its questions as answers, marked KONSEP. A
 * resident's NIK is masked, as on every screen of the office.
 * @returns SVG text
 * @throws Refusal 'invalid' where the text cannot be drawn
 */
export async function previewType(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  { slug, typed, residentId }: PreviewInput,
): Promise<string> {
  const opened = await openType(tx, visitor, slug);
  const type = typed ? judge(changeText(opened.draft, typed), slug).type : opened.type;
  if (!type) throw new Refusal('invalid', 'Isi surat belum ada.');
  let subject = describeSubject(samplePerson(type), village);
  if (residentId !== undefined) {
    requireOfficer(visitor, 'residents.read');
    subject = subjectFor(await getPerson(tx, residentId), village);
  }
  const signatory = penToday(await loadRoster(tx, village), village) ?? nobody;
  const parts = await letterInput(tx, village, {
    type,
    subject: { ...subject, nik: maskNik(subject.nik) },
    answers: readableAnswers(type, exampleAnswers(type, true)),
    signatory,
    number: '(saat disetujui)',
    date: today(village),
    approval: null,
    now: now(),
  });
  try {
    return renderLetterPreview(composeLetter(parts)).svg;
  } catch (error) {
    if (!(error instanceof LetterTextError)) throw error;
    throw new Refusal('invalid', 'Isi surat punya kesalahan dan belum bisa digambar.');
  }
}

/** Shows a type with a resident's data: whose they are, and that somebody read them. */
export async function tryType(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  input: { slug: string; residentId: string },
): Promise<{ id: string; name: string }> {
  requireOfficer(visitor, 'residents.read');
  const { type } = await openType(tx, visitor, input.slug);
  const { id, name } = await getPerson(tx, input.residentId);
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.try-type',
    residentId: id,
    details: { type: type.name },
  });
  return { id, name };
}
