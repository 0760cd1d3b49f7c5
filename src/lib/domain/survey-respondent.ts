import { ageOn } from './dates-id.ts';

/** Whom an answer comes from, in groups so wide that they name nobody. */
export interface Respondent {
  /** 1 men, 2 women. */
  sex: number | null;
  age: string | null;
  education: string | null;
  occupation: string | null;
}

/** The groups of a report, in its order: key → words. */
export const ageWords: Readonly<Record<string, string>> = {
  'under-20': 'Di bawah 20 tahun',
  '20-29': '20–29 tahun',
  '30-39': '30–39 tahun',
  '40-49': '40–49 tahun',
  '50-59': '50–59 tahun',
  'from-60': '60 tahun ke atas',
};

export const educationWords: Readonly<Record<string, string>> = {
  primary: 'SD ke bawah',
  junior: 'SMP sederajat',
  senior: 'SMA sederajat',
  diploma: 'Diploma I–III',
  bachelor: 'Diploma IV dan Sarjana',
  master: 'Magister ke atas',
};

export const occupationWords: Readonly<Record<string, string>> = {
  service: 'ASN, TNI, Polri, dan pensiunan',
  employee: 'Karyawan dan honorer',
  trade: 'Pedagang dan wiraswasta',
  land: 'Petani, peternak, dan nelayan',
  labour: 'Buruh dan tukang',
  home: 'Mengurus rumah tangga',
  study: 'Pelajar dan mahasiswa',
  other: 'Lainnya',
};

/** Codes of the register's occupations (occupations.ts) by group; what is in none is other. */
const occupations: readonly (readonly [string, readonly number[]])[] = [
  ['service', [4, 5, 6, 7, 85, 86]],
  ['employee', [15, 16, 17, 18]],
  ['trade', [8, 84, 88]],
  ['land', [9, 10, 11]],
  ['labour', [12, 13, 14, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]],
  ['home', [2]],
  ['study', [3]],
];

/** Codes of the register's education (reference-codes.ts) up to which each group goes. */
const educations: readonly (readonly [string, number])[] = [
  ['primary', 3],
  ['junior', 4],
  ['senior', 5],
  ['diploma', 7],
  ['bachelor', 8],
  ['master', 10],
];

/** The groups of somebody on the register, on a day `YYYY-MM-DD`. */
export function respondentOf(
  person: {
    sex: number | null;
    birthDate: string | null;
    education: number | null;
    occupation: number | null;
  },
  day: string,
): Respondent {
  const { education, occupation } = person;
  return {
    sex: person.sex,
    age: person.birthDate && ageGroup(ageOn(person.birthDate, day)),
    education: education === null ? null : groupOfEducation(education),
    occupation: occupation === null ? null : groupOfOccupation(occupation),
  };
}

const groupOfEducation = (code: number) => educations.find(([, last]) => code <= last)?.[0] ?? null;

const groupOfOccupation = (code: number) =>
  occupations.find(([, codes]) => codes.includes(code))?.[0] ?? 'other';

function ageGroup(years: number): string {
  if (years < 20) return 'under-20';
  if (years >= 60) return 'from-60';
  const tens = Math.floor(years / 10) * 10;
  return `${tens}-${tens + 9}`;
}
