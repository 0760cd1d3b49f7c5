import { ageOn } from './dates-id.ts';
import { nikWarnings } from './nik.ts';
import type { ResidentColumn, ResidentValues } from './resident-fields.ts';

/** A person as the rules look at them: all values, and the NIK where there is one. */
export interface JudgedResident extends ResidentValues {
  nik?: string | null;
}

type Problems = Partial<Record<ResidentColumn, string>>;

/** What one value says of another, and which fields it is about. */
interface Rule {
  /** Judged when one of these was changed; the sentence stands at the first. */
  about: readonly [ResidentColumn, ...ResidentColumn[]];
  broken(person: JudgedResident, today: string): boolean;
  say: string;
}

const day = (value: unknown) => (typeof value === 'string' && value ? value : undefined);
const before = (a: unknown, b: unknown) => {
  const [first, second] = [day(a), day(b)];
  return first !== undefined && second !== undefined && first < second;
};

/** What cannot be: refused. */
const rules: readonly Rule[] = [
  {
    about: ['birth_date'],
    broken: (p, today) => before(today, p.birth_date),
    say: 'Tanggal lahir tidak mungkin di masa depan.',
  },
  {
    about: ['birth_date'],
    broken: (p) => before(p.birth_date, '1890-01-01'),
    say: 'Tulis tanggal lahir sejak tahun 1890.',
  },
  {
    about: ['married_on', 'birth_date'],
    broken: (p) => before(p.married_on, p.birth_date),
    say: 'Tanggal perkawinan tidak mungkin sebelum tanggal lahir.',
  },
  {
    about: ['married_on'],
    broken: (p, today) => before(today, p.married_on),
    say: 'Tanggal perkawinan tidak mungkin di masa depan.',
  },
  {
    about: ['divorced_on', 'married_on'],
    broken: (p) => before(p.divorced_on, p.married_on) || before(p.divorced_on, p.birth_date),
    say: 'Tanggal perceraian tidak mungkin sebelum tanggal perkawinan.',
  },
  {
    about: ['divorced_on'],
    broken: (p, today) => before(today, p.divorced_on),
    say: 'Tanggal perceraian tidak mungkin di masa depan.',
  },
  {
    about: ['id_card_printed_on', 'birth_date'],
    broken: (p, today) =>
      before(p.id_card_printed_on, p.birth_date) || before(today, p.id_card_printed_on),
    say: 'Tanggal cetak KTP tidak mungkin sebelum tanggal lahir atau di masa depan.',
  },
  {
    about: ['pregnant', 'sex'],
    broken: (p) => p.pregnant === true && p.sex === 1,
    say: 'Laki-laki tidak dapat tercatat hamil. Periksa jenis kelamin, atau kosongkan kehamilan.',
  },
  {
    about: ['relation', 'sex'],
    broken: (p) => (p.relation === 2 && p.sex === 2) || (p.relation === 3 && p.sex === 1),
    say: 'Hubungan suami hanya untuk laki-laki, dan istri hanya untuk perempuan.',
  },
  {
    about: ['father_nik', 'mother_nik'],
    broken: (p) => Boolean(p.father_nik) && p.father_nik === p.mother_nik,
    say: 'NIK ayah dan NIK ibu tidak mungkin sama.',
  },
  {
    about: ['father_nik'],
    broken: (p) => Boolean(p.father_nik) && p.father_nik === p.nik,
    say: 'NIK ayah sama dengan NIK warga ini. Periksa lagi.',
  },
  {
    about: ['mother_nik'],
    broken: (p) => Boolean(p.mother_nik) && p.mother_nik === p.nik,
    say: 'NIK ibu sama dengan NIK warga ini. Periksa lagi.',
  },
  {
    about: ['latitude', 'longitude'],
    broken: (p) => (p.latitude ?? null) === null && (p.longitude ?? null) !== null,
    say: 'Isi juga lintangnya, atau kosongkan keduanya.',
  },
  {
    about: ['longitude', 'latitude'],
    broken: (p) => (p.longitude ?? null) === null && (p.latitude ?? null) !== null,
    say: 'Isi juga bujurnya, atau kosongkan keduanya.',
  },
];

/**
 * What cannot be true of a person at once, by field.
 * @param person all values as they would be
 * @param changed the fields that are new: what was wrong before stands in nobody's way
 * @param today the village's day, `YYYY-MM-DD`
 */
export function residentProblems(
  person: JudgedResident,
  changed: readonly ResidentColumn[],
  today: string,
): Problems {
  const problems: Problems = {};
  for (const { about, broken, say } of rules) {
    if (about.some((column) => changed.includes(column)) && broken(person, today)) {
      problems[about[0]] ??= say;
    }
  }
  return problems;
}

/**
 * What looks odd but may well be so: said to the officer, who decides. Of the NIK above all, which is
 * never issued anew when a birth date or a sex is corrected (PP 40/2019 art. 30).
 */
export function residentNotes(person: JudgedResident, today: string): string[] {
  const notes: string[] = [];
  const birthDate = day(person.birth_date);
  if (person.nik) {
    const sex = person.sex === 1 || person.sex === 2 ? person.sex : undefined;
    notes.push(...nikWarnings(person.nik, { sex, birthDate }));
  }
  const parent = (nik: unknown, sex: 1 | 2, who: string) => {
    if (typeof nik === 'string' && nikWarnings(nik, { sex }).some((w) => w.includes('milik')))
      notes.push(`NIK ${who} bertanda ${sex === 1 ? 'perempuan' : 'laki-laki'}`);
  };
  parent(person.father_nik, 1, 'ayah');
  parent(person.mother_nik, 2, 'ibu');
  if (typeof person.name === 'string' && person.name.length > 60)
    notes.push('nama lebih dari 60 huruf');
  if (birthDate && birthDate <= today) {
    const age = ageOn(birthDate, today);
    if (age > 110) notes.push(`umurnya ${age} tahun`);
    if (age < 16 && typeof person.marital_status === 'number' && person.marital_status > 1)
      notes.push(`sudah kawin pada umur ${age} tahun`);
    if (age < 16 && person.id_card === 2) notes.push(`punya KTP-el pada umur ${age} tahun`);
  }
  if (person.marital_status === 1 && (person.married_on || person.relation === 3))
    notes.push('status belum kawin, padahal ada tanggal perkawinan atau tercatat sebagai istri');
  return notes.map((note) => note[0]!.toUpperCase() + note.slice(1) + '.');
}
