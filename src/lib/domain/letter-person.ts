import {
  type Askable,
  askable,
  outsiderDetails,
  type PersonDetail,
  personDetails,
} from './person-details.ts';
import type { LetterSubject } from './letter-subject.ts';
import type { PlainField } from './letter-type.ts';
import { MARITAL_STATUS, RELIGION, SEX, type ReferenceList } from './reference-codes.ts';

const text = (label: string, example: string, maxLength = 100) =>
  ({ type: 'text', label, example, minLength: 2, maxLength }) as const;
const digits = (label: string, example: string) =>
  ({ type: 'digits', label, example, minLength: 16, maxLength: 16 }) as const;
/** Choices with the words of a reference list as values: what is stored is what is printed. */
const oneOf = (label: string, list: ReferenceList, example: string) =>
  ({
    type: 'choice',
    label,
    example,
    choices: list.entries.map((entry) => ({ value: valueOf(entry.label), label: entry.label })),
  }) as const;
const valueOf = (label: string) =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);

const questions = {
  name: text('Nama lengkap', 'RAHMAT HIDAYAT'),
  nik: digits('NIK', '5207021504880002'),
  kkNumber: digits('Nomor KK', '5207021203120009'),
  birthPlace: text('Tempat lahir', 'Taliwang'),
  birthDate: {
    type: 'date',
    label: 'Tanggal lahir',
    example: '15 April 1988',
    min: '1900-01-01',
    max: 'today',
  },
  sex: oneOf('Jenis kelamin', SEX, 'Laki-laki'),
  religion: oneOf('Agama', RELIGION, 'Islam'),
  maritalStatus: oneOf('Status perkawinan', MARITAL_STATUS, 'Belum kawin'),
  occupation: text('Pekerjaan', 'Petani/pekebun'),
  education: text('Pendidikan', 'SLTA/sederajat'),
  citizenship: text('Kewarganegaraan', 'Warga Negara Indonesia', 60),
  fatherName: text('Nama ayah', 'ABDUL HAMID'),
  motherName: text('Nama ibu', 'NURHAYATI'),
  address: text('Alamat', 'Dusun Labuhan, RT 002/RW 001, Desa Batu Putih', 250),
  phone: { type: 'phone', label: 'Nomor HP', example: '0812-3456-7890' },
} as const satisfies Record<PersonDetail, object>;

/** What may be asked of a person, as the form builder offers it. */
export const personDetailNames = personDetails.map((detail) => ({
  detail,
  label: questions[detail].label,
}));

/** The question for one detail of a person, at `path`. */
export function personQuestion(detail: PersonDetail, path: string, required: boolean): PlainField {
  return {
    ...questions[detail],
    key: `${path}.${detail}`,
    required,
    sensitive: false,
    officeOnly: false,
  } as unknown as PlainField;
}

/** The question for what the register lacks of the letter's subject. */
export function missingQuestion(detail: Askable): PlainField {
  const question = detail === 'bloodType' ? text('Golongan darah', 'O', 10) : questions[detail];
  return {
    ...question,
    key: `subject.${detail}`,
    label: askable[detail],
    hint: 'Belum ada dalam data desa.',
    required: true,
    sensitive: false,
    officeOnly: false,
  } as unknown as PlainField;
}

/** The questions about a subject who is not on the register. */
export const outsiderQuestions = (): PlainField[] =>
  outsiderDetails.map((detail) => personQuestion(detail, 'subject', detail !== 'phone'));

/** "nik?" → nik, which may be left open. */
export function readAsked(asked: string): { detail: PersonDetail; required: boolean } {
  return { detail: asked.replace('?', '') as PersonDetail, required: !asked.endsWith('?') };
}

/** What the register holds of a person, as answers to the questions about one. */
export function personAnswers(
  person: LetterSubject & { phone: string },
): Record<PersonDetail, string> {
  const plain = Object.fromEntries(
    personDetails.map((detail) => [detail, person[detail]]),
  ) as Record<PersonDetail, string>;
  const chosen = (word: string) => (word ? valueOf(word) : '');
  return {
    ...plain,
    sex: chosen(person.sex),
    religion: chosen(person.religion),
    maritalStatus: chosen(person.maritalStatus),
  };
}
