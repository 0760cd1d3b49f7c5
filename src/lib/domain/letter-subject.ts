import { ageOn } from './dates-id.ts';
import { hamletTitle } from './neighbourhood.ts';
import type { LetterType } from './letter-type.ts';
import {
  BASIC_STATUS,
  BLOOD_TYPE,
  CITIZENSHIP,
  EDUCATION,
  FAMILY_RELATION,
  labelOf,
  MARITAL_STATUS,
  OCCUPATION,
  type ReferenceList,
  RELIGION,
  SEX,
} from './reference-codes.ts';
import { districtTitle, regencyTitle, type VillageNames, villageTitle } from './village-names.ts';

/** The person a letter is about, as the letter prints them; empty where the register has nothing. */
export interface LetterSubject {
  name: string;
  nik: string;
  kkNumber: string;
  birthPlace: string;
  /** `YYYY-MM-DD` */
  birthDate: string;
  sex: string;
  religion: string;
  maritalStatus: string;
  occupation: string;
  citizenship: string;
  education: string;
  bloodType: string;
  fatherName: string;
  motherName: string;
  /** To the head of the family, and the head's name. */
  relation: string;
  headName: string;
  hamlet: string;
  rt: string;
  rw: string;
  /** From street or hamlet up to the regency. */
  address: string;
}

/** Nobody: what is known of a person outside the register before the form asked. */
export const blankSubject: LetterSubject = {
  name: '',
  nik: '',
  kkNumber: '',
  birthPlace: '',
  birthDate: '',
  sex: '',
  religion: '',
  maritalStatus: '',
  occupation: '',
  citizenship: '',
  education: '',
  bloodType: '',
  fatherName: '',
  motherName: '',
  relation: '',
  headName: '',
  hamlet: '',
  rt: '',
  rw: '',
  address: '',
};

/** What the register holds of a person; codes are those of reference-codes.ts. */
export interface RegisteredPerson {
  name: string;
  nik: string;
  nikTemporary: boolean;
  kkNumber: string | null;
  birthPlace: string;
  birthDate: string | null;
  sex: number;
  religion: number | null;
  maritalStatus: number | null;
  occupation: number | null;
  citizenship: number;
  education: number | null;
  bloodType: number | null;
  relation: number | null;
  fatherName: string;
  motherName: string;
  headName: string | null;
  basicStatus: number;
  /** Street and house number, where the register has them. */
  address: string;
  hamlet: string | null;
  rt: string | null;
  rw: string | null;
}

const citizenshipWords: Readonly<Record<number, string>> = {
  1: 'Warga Negara Indonesia',
  2: 'Warga Negara Asing',
};

const UNKNOWN_BLOOD_TYPE = 13;

const DEAD = 2;
const goneWords: Readonly<Record<number, string>> = {
  [DEAD]: 'sudah meninggal',
  3: 'sudah pindah',
};

/** The person as the letter prints them. */
export function describeSubject(person: RegisteredPerson, village: VillageNames): LetterSubject {
  const word = (list: ReferenceList, code: number | null) =>
    code === null ? '' : labelOf(list, code);
  return {
    name: person.name,
    nik: person.nik,
    kkNumber: person.kkNumber ?? '',
    birthPlace: person.birthPlace,
    birthDate: person.birthDate ?? '',
    sex: word(SEX, person.sex),
    religion: word(RELIGION, person.religion),
    maritalStatus: word(MARITAL_STATUS, person.maritalStatus),
    occupation: word(OCCUPATION, person.occupation),
    citizenship: citizenshipWords[person.citizenship] ?? labelOf(CITIZENSHIP, person.citizenship),
    education: word(EDUCATION, person.education),
    // "not known" is a code of the register, and nothing to print
    bloodType: person.bloodType === UNKNOWN_BLOOD_TYPE ? '' : word(BLOOD_TYPE, person.bloodType),
    fatherName: person.fatherName,
    motherName: person.motherName,
    relation: word(FAMILY_RELATION, person.relation),
    headName: person.headName ?? '',
    hamlet: person.hamlet ?? '',
    rt: known(person.rt) ? person.rt! : '',
    rw: known(person.rw) ? person.rw! : '',
    address: addressOf(person, village),
  };
}

/** "Jalan Melati 3, Dusun Labuhan, RT 001/RW 002, Desa Batu Putih, Kecamatan …, Kabupaten …" */
function addressOf({ address, hamlet, rt, rw }: RegisteredPerson, village: VillageNames): string {
  const neighbourhood = [known(rt) && `RT ${rt}`, known(rw) && `RW ${rw}`]
    .filter(Boolean)
    .join('/');
  const parts = [
    address,
    hamlet && !mentions(address, hamlet) ? hamletTitle(hamlet) : '',
    /\bRT\b/i.test(address) ? '' : neighbourhood,
    mentions(address, villageTitle(village)) ? '' : villageTitle(village),
    districtTitle(village),
    regencyTitle(village),
  ];
  return parts.filter(Boolean).join(', ');
}

/** Registers write 0, 000 or a dash where there is no RT or RW. */
const known = (number: string | null) => Boolean(number) && !/^[0-]*$/.test(number!);
const mentions = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());

type Judged = Pick<
  RegisteredPerson,
  'nikTemporary' | 'birthDate' | 'maritalStatus' | 'basicStatus'
>;

/** Why a person cannot be the subject of a letter. */
export type SubjectFault = 'gone' | 'temporary' | 'marital' | 'birth' | 'young';

/**
 * Why this person cannot be the subject of this letter; undefined when they can. A letter that tells of
 * a death is also for somebody whose death is on the register. `today` is the village's day.
 */
export function subjectFault(
  { subject, event }: Pick<LetterType, 'subject' | 'event'>,
  person: Judged,
  today: string,
): SubjectFault | undefined {
  const died = event === 'death' && person.basicStatus === DEAD;
  if (person.basicStatus !== 1 && !died) return 'gone';
  if (person.nikTemporary) return 'temporary';
  if (subject.marital && !subject.marital.includes(person.maritalStatus ?? 0)) return 'marital';
  if (subject.minAge === undefined) return undefined;
  if (!person.birthDate) return 'birth';
  return ageOn(person.birthDate, today) < subject.minAge ? 'young' : undefined;
}

/** The same as a sentence for the resident. */
export function subjectProblem(
  type: Pick<LetterType, 'subject' | 'event' | 'name'>,
  person: Judged,
  today: string,
): string | undefined {
  const mistaken = 'Jika data ini keliru, hubungi petugas desa.';
  const { subject, name } = type;
  switch (subjectFault(type, person, today)) {
    case undefined:
      return undefined;
    case 'gone': {
      const status = goneWords[person.basicStatus] ?? labelOf(BASIC_STATUS, person.basicStatus);
      return `Dalam data desa, orang ini tercatat ${status.toLowerCase()}. ${mistaken}`;
    }
    case 'temporary':
      return `${name} memuat NIK, sedangkan NIK orang ini masih sementara. Datanglah ke kantor desa dengan KTP atau KK yang memuat NIK.`;
    case 'marital': {
      const wanted = subject.marital?.map((code) => labelOf(MARITAL_STATUS, code).toLowerCase());
      const found =
        person.maritalStatus === null
          ? 'belum diisi'
          : labelOf(MARITAL_STATUS, person.maritalStatus).toLowerCase();
      return `${name} hanya untuk yang berstatus ${wanted?.join(' atau ')}. Dalam data desa, statusnya ${found}. ${mistaken}`;
    }
    case 'birth':
      return `${name} hanya untuk umur ${subject.minAge} tahun ke atas, sedangkan tanggal lahir orang ini belum ada dalam data desa. Hubungi petugas desa.`;
    case 'young':
      return `${name} hanya untuk umur ${subject.minAge} tahun ke atas. ${mistaken}`;
  }
}
