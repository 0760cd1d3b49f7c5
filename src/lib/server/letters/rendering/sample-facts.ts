import { type LetterAnswers, validateAnswers } from '#lib/domain/letter-answers.ts';
import { describeSubject, type RegisteredPerson } from '#lib/domain/letter-subject.ts';
import { exampleAnswers } from '#lib/domain/letter-examples.ts';
import { usualLook } from '#lib/domain/letter-look.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import type { LetterFacts } from '#lib/domain/letter-values.ts';
import type { VillageNames } from '#lib/domain/village-names.ts';
import type { ComposeLetterInput, VillageOnPaper } from './compose-letter.ts';
import { sampleFamily } from './sample-family.ts';

/**
 * Facts of the demonstration village for tests and for the editor's sample letter; nobody is real.
 */
const sampleVillage = {
  kind: 'Desa',
  name: 'Batu Putih',
  district: 'Taliwang',
  regency: 'Sumbawa Barat',
  province: 'Nusa Tenggara Barat',
};

const sampleVillageOnPaper: VillageOnPaper = {
  regionCode: '52.07.02.2015',
  timeZone: 'Asia/Makassar',
  paper: 'A4',
  letterLook: usualLook,
  address: 'Jalan Pendidikan Nomor 1, Batu Putih',
  postalCode: '84452',
  phone: '037281234',
  email: 'desa@batu-putih.desa.id',
  website: 'https://batu-putih.desa.id/',
};

/** Somebody of whom the register holds everything, fit for a letter of this type. */
export const samplePerson = ({ subject }: LetterType): RegisteredPerson => ({
  name: 'SITI AMINAH',
  nik: '5207024106900003',
  nikTemporary: false,
  kkNumber: '5207021203120004',
  birthPlace: 'Taliwang',
  birthDate: '1990-06-01',
  sex: 2,
  religion: 1,
  maritalStatus: subject.marital?.[0] ?? 1,
  occupation: 8,
  citizenship: 1,
  education: 5,
  bloodType: 13,
  relation: 4,
  fatherName: 'MUHAMMAD SALEH',
  motherName: 'NURHAYATI',
  headName: 'MUHAMMAD SALEH',
  basicStatus: 1,
  address: '',
  hamlet: 'Labuhan',
  rt: '003',
  rw: '001',
});

const date = '2026-11-23';

/** The type's own examples as answers, the optional ones only with `all`. */
export function sampleAnswers(type: LetterType, all = true): LetterAnswers {
  const read = validateAnswers(type, exampleAnswers(type, all), date);
  if (!read.ok) throw new Error(read.errors.map(({ message }) => message).join(' '));
  return read.answers;
}

/** Everything for a letter of this type. */
export function sampleFacts(
  type: LetterType,
  answers = sampleAnswers(type),
  village: VillageNames = sampleVillage,
): LetterFacts {
  return {
    subject: describeSubject(samplePerson(type), village),
    family: sampleFamily,
    village,
    signer: { name: 'ABDUL RAHMAN', position: 'Kepala Desa' },
    answers,
    number: `${type.classification}/012/BTP/XI/2026`,
    date,
  };
}

/** An approved letter of this type, ready to be composed. */
export function sampleLetterInput(type: LetterType): ComposeLetterInput {
  const at = new Date('2026-11-23T01:30:00Z');
  return {
    type,
    facts: sampleFacts(type),
    village: sampleVillageOnPaper,
    approval: {
      at,
      verificationUrl: 'https://batu-putih.desa.id/verifikasi/7K4P-2M9R-WXAB-C3DE-FG5H',
    },
    now: at,
  };
}
