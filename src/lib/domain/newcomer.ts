import type { EventKind } from './event-rules.ts';
import { nikProblem } from './nik.ts';
import { readPersonName } from './person-name.ts';
import {
  BIRTH_ATTENDANT,
  BIRTH_FACILITY,
  BIRTH_KIND,
  CITIZENSHIP,
  codeFrom,
  EDUCATION,
  FAMILY_RELATION,
  MARITAL_STATUS,
  OCCUPATION,
  type ReferenceList,
  RELIGION,
  RESIDENCE,
  SEX,
} from './reference-codes.ts';
import { typedLine } from './typed-text.ts';

/** One question about somebody who comes onto the register. */
export interface NewcomerField {
  /** The register's column. */
  column: string;
  /** In the form. */
  name: string;
  label: string;
  type: 'name' | 'text' | 'nik' | 'date' | 'time' | 'number' | 'select';
  list?: ReferenceList;
  hint?: string;
  required?: string;
  min?: number;
  max?: number;
  suffix?: string;
}

const name: NewcomerField = {
  column: 'name',
  name: 'nama',
  label: 'Nama lengkap',
  type: 'name',
  required: 'Tulis nama lengkapnya.',
};
const nik: NewcomerField = {
  column: 'nik',
  name: 'nik',
  label: 'NIK',
  type: 'nik',
  hint: 'Kosongkan bila belum punya: sistem memberi NIK sementara.',
};
const choice = (
  column: string,
  fieldName: string,
  label: string,
  list: ReferenceList,
  required?: string,
): NewcomerField => ({
  column,
  name: fieldName,
  label,
  type: 'select',
  list,
  ...(required && { required }),
});
const sex = choice('sex', 'jenis-kelamin', 'Jenis kelamin', SEX, 'Pilih jenis kelaminnya.');
const birthPlace: NewcomerField = {
  column: 'birth_place',
  name: 'tempat-lahir',
  label: 'Tempat lahir',
  type: 'text',
  required: 'Tulis tempat lahirnya.',
};
const religion = choice('religion', 'agama', 'Agama', RELIGION);
const citizenship = choice(
  'citizenship',
  'kewarganegaraan',
  'Kewarganegaraan',
  CITIZENSHIP,
  'Pilih kewarganegaraannya.',
);
const certificate: NewcomerField = {
  column: 'birth_certificate',
  name: 'akta-lahir',
  label: 'Nomor akta kelahiran',
  type: 'text',
};
/** What somebody is to the head of the family that they join. */
export const relationField = choice(
  'relation',
  'hubungan',
  'Hubungan dalam keluarga',
  FAMILY_RELATION,
);

/** What is asked about a newborn, beside its parents and the day. */
export const newbornFields: readonly NewcomerField[] = [
  name,
  sex,
  birthPlace,
  {
    column: 'birth_time',
    name: 'jam-lahir',
    label: 'Jam lahir',
    type: 'time',
    hint: 'Misalnya 04.30.',
  },
  choice('birth_facility', 'tempat-dilahirkan', 'Dilahirkan di', BIRTH_FACILITY),
  choice('birth_kind', 'jenis-kelahiran', 'Jenis kelahiran', BIRTH_KIND),
  {
    column: 'birth_order',
    name: 'anak-ke',
    label: 'Anak ke',
    type: 'number',
    min: 1,
    max: 30,
  },
  choice('birth_attendant', 'penolong', 'Penolong kelahiran', BIRTH_ATTENDANT),
  {
    column: 'birth_weight_g',
    name: 'berat',
    label: 'Berat lahir',
    type: 'number',
    min: 100,
    max: 20_000,
    suffix: 'gram',
  },
  {
    column: 'birth_length_cm',
    name: 'panjang',
    label: 'Panjang lahir',
    type: 'number',
    min: 10,
    max: 100,
    suffix: 'cm',
  },
  religion,
  citizenship,
  certificate,
  nik,
];

/** What is asked about somebody who moves in, beside where to. */
export const arrivalFields: readonly NewcomerField[] = [
  { ...nik, hint: 'Warga lama yang dahulu pindah dikenali dari NIK-nya.' },
  name,
  sex,
  birthPlace,
  {
    column: 'birth_date',
    name: 'tanggal-lahir',
    label: 'Tanggal lahir',
    type: 'date',
    required: 'Isi tanggal lahirnya.',
  },
  choice(
    'residence',
    'status-tinggal',
    'Status penduduk',
    RESIDENCE,
    'Pilih: tetap atau tidak tetap.',
  ),
  religion,
  choice('marital_status', 'status-kawin', 'Status perkawinan', MARITAL_STATUS),
  choice('education', 'pendidikan', 'Pendidikan', EDUCATION),
  choice('occupation', 'pekerjaan', 'Pekerjaan', OCCUPATION),
  citizenship,
  { column: 'father_name', name: 'nama-ayah', label: 'Nama ayah', type: 'name' },
  { column: 'mother_name', name: 'nama-ibu', label: 'Nama ibu', type: 'name' },
  certificate,
];

/** What is asked about whom an event brings onto the register. */
export const newcomerFields: Readonly<Partial<Record<EventKind, readonly NewcomerField[]>>> = {
  birth: [...newbornFields, relationField],
  arrival: [...arrivalFields, relationField],
};

/** What a newcomer's record starts with, by column; blank answers are not there. */
export type NewcomerValues = Record<string, string | number>;

/** Reads the answers about a newcomer, with a sentence for each that is wrong or missing. */
export function readNewcomer(
  fields: readonly NewcomerField[],
  typed: Readonly<Record<string, string | undefined>>,
): { values: NewcomerValues; errors: Record<string, string> } {
  const values: NewcomerValues = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const text = typedLine(typed[field.name] ?? '');
    if (!text) {
      if (field.required) errors[field.name] = field.required;
      continue;
    }
    const read = readValue(field, text);
    if ('problem' in read) errors[field.name] = read.problem;
    else values[field.column] = read.value;
  }
  return { values, errors };
}

type Read = { value: string | number } | { problem: string };

function readValue(field: NewcomerField, text: string): Read {
  const { label, type } = field;
  switch (type) {
    case 'name': {
      const read = readPersonName(text);
      return read.ok ? { value: read.value } : { problem: `${label}: tulis ${read.expected}.` };
    }
    case 'text':
      return text.length <= 100 ? { value: text } : { problem: `${label}: persingkat isinya.` };
    case 'nik': {
      const digits = text.replace(/[\s.-]/g, '');
      const problem = nikProblem(digits);
      if (problem) return { problem: `Tulis ${problem}.` };
      return digits.startsWith('0')
        ? { problem: 'NIK dari Dukcapil tidak pernah dimulai dengan 0. Periksa lagi angkanya.' }
        : { value: digits };
    }
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
        ? { value: text }
        : { problem: `${label}: isi tanggal, bulan, dan tahun (empat angka).` };
    case 'time': {
      const [, hour, minute] = /^(\d{1,2})[.:](\d{2})$/.exec(text) ?? [];
      return Number(hour) < 24 && Number(minute) < 60
        ? { value: `${hour!.padStart(2, '0')}:${minute}` }
        : { problem: `${label}: tulis seperti 04.30.` };
    }
    case 'number': {
      const number = /^\d{1,6}$/.test(text.replace(/[.\s]/g, ''))
        ? Number(text.replace(/[.\s]/g, ''))
        : NaN;
      return number >= (field.min ?? 0) && number <= (field.max ?? Infinity)
        ? { value: number }
        : { problem: `${label}: tulis angka ${field.min} sampai ${field.max}.` };
    }
    case 'select': {
      const code = codeFrom(field.list!, text);
      return code === undefined
        ? { problem: `Pilih ${label.toLowerCase()} dari daftar.` }
        : { value: code };
    }
  }
}
