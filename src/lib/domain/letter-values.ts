import { addDays, addMonths, ageOn, formatDateLong } from './dates-id.ts';
import { formatAnswer, type LetterAnswers } from './letter-answers.ts';
import type { LetterSubject } from './letter-subject.ts';
import type { LetterValues } from './letter-text.ts';
import type { LetterField, LetterType } from './letter-type.ts';
import { numberWords, rupiahWords } from './money-words.ts';
import { districtTitle, regencyTitle, type VillageNames, villageTitle } from './village-names.ts';

/** Whose name stands under the letter. */
export interface LetterSigner {
  name: string;
  /** For instance "Kepala Desa". */
  position: string;
  /** "NIP …" or "NIAP …", as it is printed. */
  employeeNumber?: string;
  /** Whose place is taken, for instance "Kepala Desa": "a.n. Kepala Desa …" goes above. */
  onBehalfOf?: string;
}

export interface LetterFacts {
  subject: LetterSubject;
  village: VillageNames;
  signer: LetterSigner;
  answers: Readonly<LetterAnswers>;
  /** The letter's full number. */
  number: string;
  /** The letter's day in the village, `YYYY-MM-DD`. */
  date: string;
}

/** Placeholders that every letter may use beside its own answers, and what they bring. */
export const letterPlaceholders = {
  'subject.name': 'nama, huruf besar seperti dalam data desa',
  'subject.nik': 'NIK',
  'subject.kkNumber': 'nomor KK',
  'subject.birth': 'tempat dan tanggal lahir',
  'subject.age': 'umur dalam tahun pada tanggal surat',
  'subject.sex': 'jenis kelamin',
  'subject.religion': 'agama',
  'subject.maritalStatus': 'status perkawinan',
  'subject.occupation': 'pekerjaan',
  'subject.citizenship': 'kewarganegaraan',
  'subject.address': 'alamat lengkap sampai desa',
  'village.title': 'sebutan dan nama desa: Desa Batu Putih',
  'village.kind': 'sebutan desa: Desa, Gampong, Nagari',
  'village.district': 'Kecamatan Taliwang',
  'village.regency': 'Kabupaten Sumbawa Barat',
  'village.province': 'nama provinsi',
  'signer.name': 'nama penanda tangan',
  'signer.position': 'jabatan penanda tangan: Kepala Desa Batu Putih',
  'letter.number': 'nomor surat',
  'letter.date': 'tanggal surat: 23 November 2026',
  'letter.validUntil': 'akhir masa berlaku; kosong bila tanpa batas',
} as const;

/** What a field offers: its answer, and for numbers the answer in words. */
export function answerPlaceholders(field: LetterField): string[] {
  const plain = `answers.${field.key}`;
  return field.type === 'number' || field.type === 'money' ? [plain, `${plain}.words`] : [plain];
}

/** The values for every placeholder of a letter. */
export function letterValues(type: LetterType, facts: LetterFacts): LetterValues {
  const { subject, village, signer, answers, date } = facts;
  const validUntil = validUntilOf(type, date, answers);
  const own: Record<keyof typeof letterPlaceholders, string> = {
    'subject.name': subject.name,
    'subject.nik': subject.nik,
    'subject.kkNumber': subject.kkNumber,
    'subject.birth': [subject.birthPlace, subject.birthDate && formatDateLong(subject.birthDate)]
      .filter(Boolean)
      .join(', '),
    'subject.age': subject.birthDate && `${ageOn(subject.birthDate, date)} tahun`,
    'subject.sex': subject.sex,
    'subject.religion': subject.religion,
    'subject.maritalStatus': subject.maritalStatus,
    'subject.occupation': subject.occupation,
    'subject.citizenship': subject.citizenship,
    'subject.address': subject.address,
    'village.title': villageTitle(village),
    'village.kind': village.kind,
    'village.district': districtTitle(village),
    'village.regency': regencyTitle(village),
    'village.province': village.province,
    'signer.name': signer.name,
    'signer.position': positionTitle(signer.position, village),
    'letter.number': facts.number,
    'letter.date': formatDateLong(date),
    'letter.validUntil': validUntil ? formatDateLong(validUntil) : '',
  };
  return { ...own, ...answerValues(type, answers) };
}

function answerValues({ fields }: LetterType, answers: Readonly<LetterAnswers>) {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const value = answers[field.key];
    if (value === undefined) continue;
    values[`answers.${field.key}`] = onLetter(field, value);
    if (field.type === 'money') values[`answers.${field.key}.words`] = rupiahWords(Number(value));
    if (field.type === 'number') values[`answers.${field.key}.words`] = numberWords(Number(value));
  }
  return values;
}

/** As on screen, except that a choice may read differently and a number goes without its unit. */
function onLetter(field: LetterField, value: string): string {
  if (field.type === 'number') return formatAnswer({ ...field, unit: undefined }, value);
  if (field.type !== 'choice') return formatAnswer(field, value);
  const choice = field.choices.find((one) => one.value === value);
  return choice?.text ?? choice?.label ?? value;
}

/** The last day on which a letter of `date` is good, `YYYY-MM-DD`; undefined when it has no end. */
export function validUntilOf(
  { validity }: Pick<LetterType, 'validity'>,
  date: string,
  answers: Readonly<LetterAnswers>,
): string | undefined {
  if (validity === 'none') return undefined;
  if ('months' in validity) return addMonths(date, validity.months);
  if ('days' in validity) return addDays(date, validity.days);
  return answers[validity.untilField];
}

/** "Kepala Desa Batu Putih" from "Kepala Desa"; a position that names the village stays. */
export function positionTitle(position: string, { name }: VillageNames): string {
  return position.toLowerCase().includes(name.toLowerCase()) ? position : `${position} ${name}`;
}
