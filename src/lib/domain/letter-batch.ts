import { askMissing } from './letter-questions.ts';
import { type LetterSubject, type RegisteredPerson, subjectFault } from './letter-subject.ts';
import type { LetterField, LetterType } from './letter-type.ts';

/** One letter for a list of residents: which types fit, who of the list gets one. */

/** The longest list: some ten minutes of making, and four reams of paper. */
export const mostLetters = 2000;

/** Questions about other people, or several times over, are answered for one letter only. */
const isCommon = ({ type }: LetterField) => type !== 'person' && type !== 'group';

/**
 * Whether a type may be made for a list: it says so itself, asks nobody else's data, and proposes no
 * event of the population, each of which is looked at by itself.
 */
export const fitsMany = ({ forMany, fields, event }: LetterType): boolean =>
  forMany && !event && fields.every((field) => isCommon(field) || !field.required);

/** The type as it is asked once for all. */
export const commonForm = <T extends Pick<LetterType, 'fields'>>(type: T): T => ({
  ...type,
  fields: type.fields.filter(isCommon),
});

/**
 * Why somebody in the list gets no letter, as the rest of a sentence that begins with how many or who.
 * The order is that in which they are told.
 */
export const leftOutWords = {
  has: 'masih punya surat ini yang berlaku',
  asked: 'sedang mengajukan surat ini',
  own: 'ikut menyusun atau memproses daftar ini: suratnya diurus petugas lain',
  lacking: 'data yang harus tercetak di surat ini belum lengkap',
  temporary: 'masih memakai NIK sementara',
  marital: 'status perkawinannya tidak sesuai untuk surat ini',
  young: 'umurnya belum cukup untuk surat ini',
  birth: 'tanggal lahirnya belum tercatat',
  dead: 'sudah meninggal',
  gone: 'pindah, pergi, atau tidak lagi tercatat di desa',
} as const;
export type LeftOut = keyof typeof leftOutWords;

export const isLeftOut = (code: string): code is LeftOut => Object.hasOwn(leftOutWords, code);

/** Under which circumstances it is decided. */
export interface ListRules {
  /** The village's day. */
  today: string;
  /** The resident that the officer who prepares the list is, if on the register. */
  ownId: string | null;
  /** Whoever still has such a letter gets another one. */
  again: boolean;
}

/** Somebody in the list. */
export interface ListedPerson {
  person: RegisteredPerson & { id: string };
  /** As the letter would print them. */
  subject: LetterSubject;
  /** A letter of this type that is still good, or one that is being asked for. */
  earlier: 'has' | 'asked' | undefined;
}

/** Why this person gets no letter; undefined when they do. */
export function leftOut(
  type: LetterType,
  { person, subject, earlier }: ListedPerson,
  rules: ListRules,
): LeftOut | undefined {
  const fault = subjectFault(type, person, rules.today);
  if (fault) return fault === 'gone' && person.basicStatus === 2 ? 'dead' : fault;
  if (person.id === rules.ownId) return 'own';
  if (askMissing(type, subject).fields.length > type.fields.length) return 'lacking';
  return earlier === 'has' && rules.again ? undefined : earlier;
}

/** What a pasted list names: NIKs, and names of which each stands on its own line. */
export function readPastedList(pasted: string): { niks: string[]; names: string[] } {
  const niks = new Set<string>();
  const names = new Set<string>();
  for (const line of pasted.split(/[\n;\t]+/)) {
    // A name may hold commas ("SITI, S.Pd."), a line of numbers is parted by them.
    for (const part of /\p{L}/u.test(line) ? [line] : line.split(',')) {
      const said = part.replace(/\s+/g, ' ').trim().slice(0, 100);
      const digits = said.replace(/[\s.'’-]/g, '');
      if (/^\d{16}$/.test(digits)) niks.add(digits);
      else if (said) names.add(said.toUpperCase());
    }
  }
  return { niks: [...niks], names: [...names] };
}
