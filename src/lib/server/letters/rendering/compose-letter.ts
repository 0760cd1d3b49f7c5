import { formatDateLong, formatDateTime } from '#lib/domain/dates-id.ts';
import { fillForm, formsOf } from '#lib/domain/forms/fill-forms.ts';
import {
  dottedLine,
  fillLetterLine,
  fillLetterText,
  fillLineForEach,
  type LetterValues,
} from '#lib/domain/fill-letter-text.ts';
import { askedAnswers } from '#lib/domain/letter-answers.ts';
import type { LetterLook, LetterheadLogo } from '#lib/domain/letter-look.ts';
import { parseLetterText } from '#lib/domain/letter-text.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import { type LetterFacts, letterValues, subjectWithAnswers } from '#lib/domain/letter-values.ts';
import { formatPhone, parsePhone } from '#lib/domain/phone.ts';
import { signatureLines } from '#lib/domain/signature-block.ts';
import {
  electronicMark,
  electronicNote,
  footNotes,
  type Seal,
  wetNote,
} from '#lib/domain/signature-wording.ts';
import {
  districtTitle,
  regencyTitle,
  villageTitle,
  type VillageNames,
} from '#lib/domain/village-names.ts';
import type {
  Letterhead,
  LetterDocument,
  LetterImage,
  LetterPaper,
  LetterSigningList,
} from './letter-document.ts';

/** How the village presents itself on paper; texts may be empty. */
export interface VillageOnPaper {
  /** With dots, for instance "52.07.02.2015". */
  regionCode: string;
  timeZone: string;
  paper: LetterPaper;
  letterLook: LetterLook;
  address: string;
  postalCode: string;
  phone: string;
  email: string;
  website: string;
  logo?: LetterImage;
  regencyLogo?: LetterImage;
}

/** What only an approved letter has. */
export interface LetterApproval {
  at: Date;
  /** The full address of the page that verifies this letter. */
  verificationUrl: string;
}

export interface ComposeLetterInput {
  type: LetterType;
  /** `number` of a draft is shown as it stands, for instance "(saat disetujui)". */
  facts: LetterFacts;
  village: VillageOnPaper;
  /** Null while it is a draft. */
  approval: LetterApproval | null;
  /** What it is signed with, where it is signed electronically; the village's own certificate unless said. */
  seal?: Seal;
  now: Date;
}

/** Puts a letter together from its type, the register, the answers and the village. */
export function composeLetter(input: ComposeLetterInput): LetterDocument {
  const { type, facts, village, approval, now, seal = { kind: 'village' } } = input;
  const wet = type.signature === 'wet';
  const values = letterValues(type, facts);
  const { regionCode, postalCode } = village;
  const formFacts = {
    ...facts,
    subject: subjectWithAnswers(type, facts.subject, facts.answers),
    // What was not asked stands in no form either.
    answers: askedAnswers(type, facts.answers),
    family: facts.family,
    village: { ...facts.village, regionCode, postalCode },
  };
  return {
    paper: village.paper,
    look: village.letterLook,
    letterhead: letterhead(facts, village),
    title: type.title.toUpperCase(),
    number: facts.number,
    addressee: type.addressee.map((line) => fillLetterLine(line, values)).filter(Boolean),
    body: fillLetterText(parseLetterText(type.body), values),
    signingLists: signingLists(type, values),
    form: type.form ? fillForm(type.form, formFacts) : null,
    forms: formsOf(type, formFacts).map(({ form }) => fillForm(form, formFacts)),
    cosigners: type.cosigners
      .filter(({ each }) => !each)
      .map(({ title, name, stampDuty, alone }) => ({
        title: fillLetterLine(title, values),
        name: fillLetterLine(name, values) || dottedLine,
        stampDuty,
        alone,
      }))
      .filter(({ title }) => title !== ''),
    signature: {
      acknowledged: type.acknowledged,
      ...signature(facts, village.letterLook, wet ? null : markOf(facts, village, approval, seal)),
    },
    endorsers: type.endorsers.map(({ title, position }) => ({
      title: fillLetterLine(title, values),
      position: fillLetterLine(position, values),
    })),
    verification: approval && {
      url: approval.verificationUrl,
      note: wet ? wetNote : electronicNote(seal),
    },
    footer: {
      left: village.letterLook.footer ?? village.regionCode,
      right: type.code,
      notes: wet ? [] : footNotes(seal),
    },
    author: `Pemerintah ${villageTitle(facts.village)}`,
    createdAt: approval?.at ?? now,
  };
}

/** Those who sign as a group; a list of nobody is left out. */
function signingLists({ cosigners }: LetterType, values: LetterValues): LetterSigningList[] {
  return cosigners.flatMap(({ title, name, stampDuty, each }) => {
    if (!each) return [];
    const names = fillLineForEach(name, `answers.${each}`, values);
    if (names.length === 0) return [];
    const signers = names.map((one) => one || dottedLine);
    return [{ title: fillLetterLine(title, values), names: signers, stampDuty }];
  });
}

function letterhead({ village: names }: LetterFacts, village: VillageOnPaper): Letterhead {
  const look = village.letterLook;
  const usual = usualLetterhead(names, village);
  const arms: Record<LetterheadLogo, LetterImage | undefined> = {
    village: village.logo,
    regency: village.regencyLogo,
    none: undefined,
  };
  const logo = arms[look.left];
  const rightLogo = arms[look.right];
  return {
    above: look.above ?? usual.above,
    name: look.name ?? usual.name,
    address: look.address ?? usual.address,
    ...(logo && { logo }),
    ...(rightLogo && { rightLogo }),
  };
}

/** The lines of a letterhead as the village is called and reached. */
export function usualLetterhead(
  names: VillageNames,
  village: Pick<VillageOnPaper, 'address' | 'postalCode' | 'phone' | 'email' | 'website'>,
): { above: string[]; name: string; address: string[] } {
  const phone = parsePhone(village.phone);
  const contacts = [
    village.phone && `Telepon ${phone ? formatPhone(phone) : village.phone}`,
    village.email,
    village.website.replace(/^https?:\/\/|\/$/g, ''),
  ];
  const address = [village.address, village.postalCode && `Kode Pos ${village.postalCode}`];
  return {
    above: [`Pemerintah ${regencyTitle(names)}`, districtTitle(names)].map((line) =>
      line.toUpperCase(),
    ),
    name: villageTitle(names).toUpperCase(),
    address: [address, contacts]
      .map((line) => line.filter(Boolean).join(' · '))
      .filter((line) => line !== ''),
  };
}

function markOf(
  { village: names }: LetterFacts,
  { timeZone }: VillageOnPaper,
  approval: LetterApproval | null,
  seal: Seal,
): string[] {
  const at = approval ? formatDateTime(approval.at, timeZone) : '(saat disetujui)';
  return electronicMark(seal, villageTitle(names), at);
}

function signature(facts: LetterFacts, look: LetterLook, mark: string[] | null) {
  const { signer, village, date } = facts;
  return {
    placeAndDate: `${village.name}, ${formatDateLong(date)}`,
    position: signatureLines(signer, village),
    name: signer.name,
    ...(look.employeeNumber && signer.employeeNumber && { employeeNumber: signer.employeeNumber }),
    mark,
  };
}
