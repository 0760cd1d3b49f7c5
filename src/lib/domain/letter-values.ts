import { addDays, addMonths, ageOn, formatDateLong, weekdayName } from './dates-id.ts';
import { formatAnswer, type LetterAnswers } from './letter-answers.ts';
import type { FormFamily } from './forms/form-family.ts';
import type { LetterSubject } from './letter-subject.ts';
import type { LetterValues } from './fill-letter-text.ts';
import { personDetails } from './person-details.ts';
import { formParts, lastItem, OTHER, questionsOf } from './letter-questions.ts';
import { itemNumber } from './letter-text.ts';
import type {
  GroupField,
  LetterField,
  LetterType,
  PersonField,
  PlainField,
} from './letter-type.ts';
import { numberWords, rupiahWords } from './money-words.ts';
import { labelOf, SEX } from './reference-codes.ts';
import { type SignerPosts, signerTitle } from './signature-block.ts';
import {
  districtHead,
  districtTitle,
  regencyTitle,
  type VillageNames,
  villageTitle,
} from './village-names.ts';

/** Whose name stands under the letter. */
export interface LetterSigner extends SignerPosts {
  name: string;
  /** "NIP …" or "NIAP …", as it is printed. */
  employeeNumber?: string;
}

export interface LetterFacts {
  subject: LetterSubject;
  /** The subject's family, where official forms are filled from it. */
  family?: FormFamily | undefined;
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
  'subject.education': 'pendidikan',
  'subject.bloodType': 'golongan darah',
  'subject.fatherName': 'nama ayah',
  'subject.motherName': 'nama ibu',
  'subject.relation': 'hubungan dengan kepala keluarga',
  'subject.headName': 'nama kepala keluarga',
  'subject.birthPlace': 'tempat lahir',
  'subject.birthDate': 'tanggal lahir',
  'subject.hamlet': 'dusun',
  'subject.rt': 'RT',
  'subject.rw': 'RW',
  'subject.address': 'alamat lengkap sampai desa',
  'village.title': 'sebutan dan nama desa: Desa Batu Putih',
  'village.name': 'nama desa: Batu Putih',
  'village.kind': 'sebutan desa: Desa, Gampong, Nagari',
  'village.district': 'Kecamatan Taliwang',
  'village.districtHead': 'kepala kecamatan: Camat Taliwang',
  'village.regency': 'Kabupaten Sumbawa Barat',
  'village.province': 'nama provinsi',
  'signer.name': 'nama penanda tangan',
  'signer.position': 'jabatan penanda tangan: Kepala Desa Batu Putih',
  'letter.number': 'nomor surat',
  'letter.date': 'tanggal surat: 23 November 2026',
  'letter.validUntil': 'akhir masa berlaku; kosong bila tanpa batas',
} as const;

/** What a line of every letter may depend on beside these: `{{?subject.sex=perempuan}}`. */
export const letterConditions = ['subject.sex=laki-laki', 'subject.sex=perempuan'] as const;

/** What a field offers: its answer, and what can be said of it. */
export function answerPlaceholders(field: LetterField): string[] {
  const path = `answers.${field.key}`;
  switch (field.type) {
    case 'period':
      return [path, `${path}.from`, `${path}.until`];
    case 'person':
      return personPlaceholders(field, path);
    case 'group': {
      const item = (number: number | string) => [
        `${path}.${number}.number`,
        ...personPlaceholders(field, `${path}.${number}`),
        ...field.of.flatMap((one) => plainPlaceholders(one, `${path}.${number}.${one.key}`)),
      ];
      const numbers = Array.from({ length: field.max }, (_, index) => index + 1);
      return [`${path}.count`, `${path}.count.words`, ...[itemNumber, ...numbers].flatMap(item)];
    }
    default:
      // The register's place, filled by the answer where it was empty.
      return field.key.startsWith('subject.') ? [field.key] : plainPlaceholders(field, path);
  }
}

function plainPlaceholders(field: PlainField, path: string): string[] {
  switch (field.type) {
    case 'number':
    case 'money':
      return [path, `${path}.words`];
    case 'date':
      return [path, `${path}.day`];
    case 'choice':
      return [
        path,
        ...field.choices.map(({ value }) => `${path}=${value}`),
        ...(field.other ? [`${path}=${OTHER}`] : []),
      ];
    default:
      return [path];
  }
}

function personPlaceholders(
  { asks = [] }: Pick<PersonField, 'asks'> | Pick<GroupField, 'asks'>,
  path: string,
) {
  if (asks.length === 0) return [];
  // All that `{{person}}` may print, so that one layout serves persons of whom less is asked.
  return [...personDetails, 'birth', 'age', 'sex=laki-laki', 'sex=perempuan'].map(
    (detail) => `${path}.${detail}`,
  );
}

/** The values for every placeholder of a letter. */
export function letterValues(type: LetterType, facts: LetterFacts): LetterValues {
  const { village, signer, answers, date } = facts;
  const subject = subjectWithAnswers(type, facts.subject, answers);
  const validUntil = validUntilOf(type, date, answers);
  const own: Record<keyof typeof letterPlaceholders | (typeof letterConditions)[number], string> = {
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
    'subject.education': subject.education,
    'subject.bloodType': subject.bloodType,
    'subject.fatherName': subject.fatherName,
    'subject.motherName': subject.motherName,
    'subject.relation': subject.relation,
    'subject.headName': subject.headName,
    'subject.birthPlace': subject.birthPlace,
    'subject.birthDate': subject.birthDate && formatDateLong(subject.birthDate),
    'subject.hamlet': subject.hamlet,
    'subject.rt': subject.rt,
    'subject.rw': subject.rw,
    'subject.sex=laki-laki': subject.sex === labelOf(SEX, 1) ? subject.sex : '',
    'subject.sex=perempuan': subject.sex === labelOf(SEX, 2) ? subject.sex : '',
    'village.name': village.name,
    'subject.address': subject.address,
    'village.title': villageTitle(village),
    'village.kind': village.kind,
    'village.district': districtTitle(village),
    'village.districtHead': districtHead(village),
    'village.regency': regencyTitle(village),
    'village.province': village.province,
    'signer.name': signer.name,
    'signer.position': signerTitle(signer, village),
    'letter.number': facts.number,
    'letter.date': formatDateLong(date),
    'letter.validUntil': validUntil ? formatDateLong(validUntil) : '',
  };
  return { ...own, ...answerValues(type, answers, date) };
}

/** The subject with what the register lacks and the form asked for: questions named `subject.…`. */
export function subjectWithAnswers(
  type: Pick<LetterType, 'fields'>,
  subject: LetterSubject,
  answers: Readonly<LetterAnswers>,
): LetterSubject {
  const asked = type.fields.flatMap((field) => {
    const answer = answers[field.key];
    if (!field.key.startsWith('subject.') || answer === undefined) return [];
    const said =
      field.type === 'choice'
        ? (field.choices.find(({ value }) => value === answer)?.label ?? answer)
        : answer;
    return [[field.key.slice('subject.'.length), said] as const];
  });
  return { ...subject, ...Object.fromEntries(asked) };
}

function answerValues(type: LetterType, answers: Readonly<LetterAnswers>, date: string) {
  const values: Record<string, string> = {};
  for (const { field, asked } of questionsOf(type, answers)) {
    const value = answers[field.key];
    if (value === undefined || !asked) continue;
    const path = field.key.startsWith('subject.') ? field.key : `answers.${field.key}`;
    Object.assign(values, plainValues(field, path, value));
    // An answer of one's own stands in the choice's place.
    if (path.endsWith('.other')) values[path.slice(0, -'.other'.length)] = value;
  }
  const asked = askedParts(type, answers);
  for (const field of type.fields) {
    if (!asked.has(field.key)) continue;
    const path = `answers.${field.key}`;
    if (field.type === 'period') {
      const [from, until] = [values[`${path}.from`], values[`${path}.until`]];
      if (from && until) values[path] = from === until ? from : `${from} sampai dengan ${until}`;
    } else if (field.type === 'person') {
      Object.assign(values, personValues(field.key, answers, date));
    } else if (field.type === 'group') {
      const count = lastItem(field.key, answers);
      if (count === 0) continue;
      values[`${path}.count`] = String(count);
      values[`${path}.count.words`] = numberWords(count);
      for (let number = 1; number <= count; number++) {
        values[`${path}.${number}.number`] = String(number);
        Object.assign(values, personValues(`${field.key}.${number}`, answers, date));
      }
    }
  }
  return values;
}

/** The keys of the persons, periods and groups whose condition holds. */
function askedParts(type: LetterType, answers: Readonly<LetterAnswers>): Set<string> {
  return new Set(
    formParts(type, answers).flatMap((part) => {
      if (part.kind === 'question') return [];
      const { path, asked } = part.kind === 'set' ? part.set : part;
      return asked ? [path] : [];
    }),
  );
}

function plainValues(field: PlainField, path: string, value: string): Record<string, string> {
  const shown = { [path]: onLetter(field, value) };
  switch (field.type) {
    case 'money':
      return { ...shown, [`${path}.words`]: rupiahWords(Number(value)) };
    case 'number':
      return { ...shown, [`${path}.words`]: numberWords(Number(value)) };
    case 'date':
      return { ...shown, [`${path}.day`]: weekdayName(value) };
    case 'choice':
      return { ...shown, [`${path}=${value}`]: value };
    default:
      return shown;
  }
}

/** What is said of a person beside the answers: place and day of birth in one, the age. */
function personValues(key: string, answers: Readonly<LetterAnswers>, date: string) {
  const birthDate = answers[`${key}.birthDate`];
  const birth = [answers[`${key}.birthPlace`], birthDate && formatDateLong(birthDate)];
  return {
    [`answers.${key}.birth`]: birth.filter(Boolean).join(', '),
    ...(birthDate && { [`answers.${key}.age`]: `${ageOn(birthDate, date)} tahun` }),
  };
}

/** As on screen, except that a choice may read differently and a number goes without its unit. */
function onLetter(field: PlainField, value: string): string {
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
