import { describeSubject, type LetterSubject } from '#lib/domain/letter-subject.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import type { Person } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { ComposeLetterInput } from './rendering/compose-letter.ts';
import type { LetterImage } from './rendering/letter-document.ts';

/** What a letter is made from, beside the village. */
export interface LetterParts {
  type: LetterType;
  subject: LetterSubject;
  answers: Readonly<Record<string, string>>;
  official: { name: string; position: string; employee_no: string };
  number: string;
  /** The letter's day in the village, 'YYYY-MM-DD'. */
  date: string;
  /** Null while it is a draft. */
  approval: ComposeLetterInput['approval'];
  now: Date;
}

/** The subject as the letter prints them. */
export const subjectFor = (person: Person, village: VillageContext) =>
  describeSubject(person, village);

/** The parts of a letter as the typesetting room wants them, with the village's logo. */
export async function letterInput(
  tx: VillageTx,
  village: VillageContext,
  parts: LetterParts,
): Promise<ComposeLetterInput> {
  const { official } = parts;
  return {
    type: parts.type,
    facts: {
      subject: parts.subject,
      village,
      signer: {
        name: official.name,
        position: official.position,
        employeeNumber: official.employee_no || undefined,
      },
      answers: parts.answers,
      number: parts.number,
      date: parts.date,
    },
    village: { ...village, logo: await findLogo(tx, village) },
    approval: parts.approval,
    now: parts.now,
  };
}

async function findLogo(tx: VillageTx, village: VillageContext): Promise<LetterImage | undefined> {
  if (!village.logoFileId) return undefined;
  const file = await readStoredFile(tx, village.id, village.logoFileId);
  return {
    bytes: file.content,
    format: file.mediaType === 'image/png' ? 'png' : 'jpg',
    alt: `Lambang ${villageTitle(village)}`,
  };
}
