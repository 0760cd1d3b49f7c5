import { exampleAnswers, exampleOf } from '../../src/lib/domain/letter-examples.ts';
import { validateAnswers } from '../../src/lib/domain/letter-answers.ts';
import { askMissing } from '../../src/lib/domain/letter-questions.ts';
import { describeSubject, type RegisteredPerson } from '../../src/lib/domain/letter-subject.ts';
import type { LetterType, PlainField } from '../../src/lib/domain/letter-type.ts';
import type { ComposeLetterInput } from '../../src/lib/server/letters/rendering/compose-letter.ts';
import {
  sampleFacts,
  sampleLetterInput,
} from '../../src/lib/server/letters/rendering/sample-facts.ts';

/** With whom every shipped letter is set. */
export const goldenPersons = {
  /** Of whom everything is known, with the examples as answers; on A4. */
  ordinary: (type: LetterType): ComposeLetterInput => sampleLetterInput(type),
  /**
   * Of a very long name and address and as little else as the register may hold, answering at the
   * greatest length and only what must be answered; on F4.
   */
  long: longInput,
};
export type GoldenPerson = keyof typeof goldenPersons;

/** The same letters without golden file: everything answered at the greatest length, on A4. */
export function fullestInput(type: LetterType): ComposeLetterInput {
  const input = sampleLetterInput(type);
  const answers = answered(type, true, input.facts.date);
  return { ...input, facts: { ...sampleFacts(type, answers), subject: longSubject(type) } };
}

function longInput(type: LetterType): ComposeLetterInput {
  const input = sampleLetterInput(type);
  const subject = longSubject(type);
  const asked = askMissing(type, subject);
  return {
    ...input,
    type: asked,
    village: {
      ...input.village,
      paper: 'F4',
      address: 'Jalan Raya Lintas Pegunungan Meunasah Baro Nomor 117, Mukim Krueng Kluet Selatan',
    },
    facts: {
      ...sampleFacts(asked, answered(asked, false, input.facts.date)),
      subject,
      village: longVillage,
      signer: {
        name: 'Dr. H. Teuku Muhammad Syahrizal Abdurrahman Al-Banjari, S.Pd.I., M.A.P.',
        position: 'Sekretaris Gampong',
        inPlaceOf: { capacity: 'an', head: 'Keuchik', secretary: 'Sekretaris Gampong' },
        employeeNumber: 'NIP 19800101 200501 1 001',
      },
      number: `${type.classification}/1.234/GP.MNS.MSJ.PNJ/XII/2026`,
    },
  };
}

const longVillage = {
  kind: 'Gampong',
  name: 'Meunasah Mesjid Punjot Pegunungan',
  district: 'Kluet Tengah Pegunungan Leuser',
  regency: 'Aceh Selatan Raya Kepulauan',
  province: 'Nanggroe Aceh Darussalam',
};

/** As little as the register may hold, and a type's own conditions. */
function longSubject({ subject }: LetterType) {
  const person: RegisteredPerson = {
    name: 'RADEN AJENG SITI KHAIRUNNISA NUR FATHIMATUZZAHRA AZ-ZAHIRAH BINTI HAJI MUHAMMAD SALEHUDDIN AL-BANJARI',
    nik: '1101065507890007',
    nikTemporary: false,
    kkNumber: null,
    birthPlace: '',
    birthDate: subject.minAge === undefined ? null : '1989-07-15',
    sex: 2,
    religion: null,
    maritalStatus: subject.marital?.[0] ?? null,
    occupation: null,
    citizenship: 1,
    education: null,
    bloodType: null,
    relation: null,
    fatherName: '',
    motherName: '',
    headName: null,
    basicStatus: 1,
    address: fill(200),
    hamlet: 'Kompleks Perumahan Transmigrasi Blok C Pegunungan',
    rt: '0',
    rw: '-',
  };
  return describeSubject(person, longVillage);
}

function answered(type: LetterType, all: boolean, today: string) {
  const read = validateAnswers(type, exampleAnswers(type, all, longestAnswer), today);
  if (!read.ok) throw new Error(read.errors.map(({ message }) => message).join(' '));
  return read.answers;
}

/** The longest answer that a question takes. */
function longestAnswer(field: PlainField): string {
  switch (field.type) {
    case 'text':
      return field.pattern ? field.example : fill(field.maxLength);
    case 'longtext':
      return fill(field.maxLength);
    case 'number':
    case 'money':
      return String(field.max);
    case 'digits':
      return '8'.repeat(field.maxLength);
    case 'choice': {
      const length = ({ label, text }: (typeof field.choices)[number]) => (text ?? label).length;
      return field.choices.toSorted((one, other) => length(other) - length(one))[0]!.value;
    }
    default:
      return exampleOf(field);
  }
}

const prose =
  'Pembangunan kembali Perumahan Transmigrasi Kepulauan di Jalan Raya Lintas Selatan Nomor 117B, Blok CC-19, ';
const fill = (length: number) =>
  prose
    .repeat(Math.ceil(length / prose.length))
    .slice(0, length)
    .replace(/\s$/, '.');
