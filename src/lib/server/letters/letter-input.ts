import { describeSubject, type LetterSubject } from '#lib/domain/letter-subject.ts';
import { needsFamily } from '#lib/domain/forms/fill-forms.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import { regencyTitle, villageTitle } from '#lib/domain/village-names.ts';
import { readStoredFile, type VillageTx } from '#lib/server/platform/index.ts';
import { findFormFamily, type Person } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { ComposeLetterInput } from './rendering/compose-letter.ts';
import type { LetterImage } from './rendering/letter-document.ts';
import type { LetterSignatory } from './signers/roster.ts';

/** What a letter is made from, beside the village. */
export interface LetterParts {
  type: LetterType;
  subject: LetterSubject;
  /** Whose members the letter's forms list; absent where it is to have none. */
  familyId?: string | null | undefined;
  answers: Readonly<Record<string, string>>;
  signatory: LetterSignatory;
  number: string;
  /** The letter's day in the village, 'YYYY-MM-DD'. */
  date: string;
  /** Null while it is a draft. */
  approval: ComposeLetterInput['approval'];
  seal?: ComposeLetterInput['seal'];
  now: Date;
}

/** The subject as the letter prints them. */
export const subjectFor = (person: Person, village: VillageContext) =>
  describeSubject(person, village);

/** The parts of a letter as the typesetting room wants them, with the arms of its letterhead. */
export async function letterInput(
  tx: VillageTx,
  village: VillageContext,
  parts: LetterParts,
): Promise<ComposeLetterInput> {
  const { signatory } = parts;
  const family =
    parts.familyId && needsFamily(parts.type)
      ? await findFormFamily(tx, parts.familyId)
      : undefined;
  return {
    type: parts.type,
    facts: {
      subject: parts.subject,
      family,
      village,
      signer: {
        name: signatory.name,
        employeeNumber: signatory.employeeNo || undefined,
        ...signatory.posts,
      },
      answers: parts.answers,
      number: parts.number,
      date: parts.date,
    },
    village: {
      ...village,
      logo: await findArms(tx, village, village.logoFileId, villageTitle(village)),
      regencyLogo: await findArms(tx, village, regencyArms(village), regencyTitle(village)),
    },
    approval: parts.approval,
    seal: parts.seal,
    now: parts.now,
  };
}

/** The regency's arms, where a letterhead shows them. */
const regencyArms = ({ letterLook: { left, right }, regencyLogoFileId }: VillageContext) =>
  [left, right].includes('regency') ? regencyLogoFileId : null;

async function findArms(
  tx: VillageTx,
  village: VillageContext,
  fileId: string | null,
  whose: string,
): Promise<LetterImage | undefined> {
  if (!fileId) return undefined;
  const file = await readStoredFile(tx, village.id, fileId);
  return {
    bytes: file.content,
    format: file.mediaType === 'image/png' ? 'png' : 'jpg',
    alt: `Lambang ${whose}`,
  };
}
