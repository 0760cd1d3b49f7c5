import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FormCode, formCodes, officialForm } from '../../src/lib/domain/forms/form-codes.ts';
import type { FormDocument } from '../../src/lib/domain/forms/fill-forms.ts';
import type { LetterType } from '../../src/lib/domain/letter-type.ts';
import { blankSubject } from '../../src/lib/domain/letter-subject.ts';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import {
  composeLetter,
  type ComposeLetterInput,
} from '../../src/lib/server/letters/rendering/compose-letter.ts';
import { renderLetter } from '../../src/lib/server/letters/rendering/render-letter.ts';
import { sampleFamily } from '../../src/lib/server/letters/rendering/sample-family.ts';
import { sampleLetter } from '../../src/lib/server/letters/rendering/sample-letter.ts';
import { goldenPersons } from './golden-letters.ts';
import { misplacedWords, pagesOf, poppler } from './read-pdf.ts';

const golden = join(import.meta.dirname, 'golden-forms');
const types = [...shippedTypes().values()];
/** Of the forms' pages, in millimetres: the narrowest of them. */
const margin = { left: 12, right: 12, top: 8, bottom: 16 };

/** The shipped letter that carries a form and asks most of what the form reads. */
function carrierOf(code: FormCode): LetterType {
  const asks = ({ fields }: LetterType) =>
    fields.filter(({ key }) => key in officialForm(code).reads).length;
  const carriers = types
    .filter(({ form, forms }) => form === code || forms.some((one) => one.form === code))
    .toSorted((one, other) => asks(other) - asks(one));
  const [most] = carriers;
  if (!most) throw new Error(`no shipped letter carries ${code}`);
  return most;
}

const longName = 'RADEN MAS MUHAMMAD ABDURRAHMAN WAHYUDIANTORO KUSUMANINGRAT P';
const manyMembers = {
  ...sampleFamily,
  headName: longName,
  address: 'Jalan Raya Pendidikan Pembangunan Masyarakat Desa Sejahtera Nomor 1234, Gang Anggrek 5',
  members: Array.from({ length: 12 }, (_, index) => ({
    ...sampleFamily.members[index % 3]!,
    name: `${longName.slice(0, 58)} ${String.fromCharCode(65 + index)}`,
    fatherName: longName,
    motherName: longName,
    birthPlace: 'Kotamobagu Selatan Pegunungan',
    titleBefore: 'DR. H.',
    titleAfter: 'S.PD., M.PD.',
  })),
};

/** Forms of people of whom all is known, of whom very much is to be written, and of nobody. */
const persons = {
  ordinary: (type: LetterType): ComposeLetterInput => goldenPersons.ordinary(type),
  long: (type: LetterType): ComposeLetterInput => {
    const input = goldenPersons.long(type);
    const answers = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        [`followers.${index + 1}.name`, manyMembers.members[index]!.name],
        [`followers.${index + 1}.nik`, `52070201012000${String(index).padStart(2, '0')}`],
      ]).flat() as [string, string][],
    );
    return {
      ...input,
      facts: {
        ...input.facts,
        family: manyMembers,
        answers: {
          ...goldenPersons.ordinary(type).facts.answers,
          ...input.facts.answers,
          ...answers,
        },
      },
    };
  },
  empty: (type: LetterType): ComposeLetterInput => {
    const input = goldenPersons.ordinary(type);
    const { facts } = input;
    const village = { ...input.village, regionCode: '', postalCode: '' };
    const unknown = { ...facts, subject: blankSubject, family: undefined, answers: {} };
    return { ...input, village, facts: unknown };
  },
};
type Person = keyof typeof persons;

function set(code: FormCode, person: Person) {
  const type = carrierOf(code);
  const input = persons[person](type);
  const alone = { ...type, form: undefined, body: 'Surat.', forms: [{ form: code }] };
  const { forms, signature, paper } = composeLetter({ ...input, type: alone as LetterType });
  const letter = sampleLetter({ forms, paper, signature: { ...signature, mark: null } });
  const { pdf } = renderLetter(letter);
  // The first page is the letter that carries it.
  const [, ...pages] = pagesOf(pdf);
  return { form: forms[0]!, pdf, pages };
}

const tight = (text: string) => text.replace(/\s/g, '');

/** Every word that a form was to show; characters in boxes as one. */
function wanted(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) {
    const inBoxes = value.every((one) => typeof one === 'string' && one.length <= 1);
    return inBoxes ? [value.join('')] : value.flatMap(wanted);
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wanted) : [];
}

/** What chooses among the form's own words is seen in its unit tests. */
const shown = ({ data }: FormDocument) => wanted(data).filter((word) => word.length > 2);
const hidden = new Set(['birth', 'stillbirth', 'marriage', 'death']);

describe.each(formCodes)('%s', (code) => {
  it.each(['ordinary', 'long'] as const)('of the %s person it reads as before', async (person) => {
    const { form, pages, pdf } = set(code, person);
    const text = pages.map((lines) => lines.join('\n')).join('\n— next page —\n');
    expect(text).not.toMatch(/[{}]{2}|undefined|null|NaN|\[object/);
    expect(text).toContain(officialForm(code).mark);
    const all = tight(text);
    const lost = shown(form).filter(
      (word) =>
        !hidden.has(word) && !/^(kk|ktp|kia|change)-/.test(word) && !all.includes(tight(word)),
    );
    expect(lost).toEqual([]);
    const own = misplacedWords(pdf, margin).filter((one) => !one.startsWith('page 1:'));
    expect(own).toEqual([]);
    await expect(`${text}\n`).toMatchFileSnapshot(join(golden, `${code}.${person}.txt`));
  });

  it('of nobody it is the blank form, to be filled with a pen', () => {
    const { pages } = set(code, 'empty');
    const text = pages.flat().join('\n');
    expect(text).not.toMatch(/[{}]{2}|undefined|null|NaN|\[object|SITI AMINAH/);
    expect(text).not.toMatch(/\b5207\d{12}\b/);
  });
});

it('is PDF/A-2b, tagged, with the letter and its forms in one document', () => {
  const { pdf, pages } = set('f-1.03', 'ordinary');
  const info = poppler('pdfinfo', pdf);
  expect(info).toMatch(/Tagged: +yes/);
  expect(info).toMatch(new RegExp(`Pages: +${pages.length + 1}\n`));
  const bytes = Buffer.from(pdf).toString('latin1');
  expect(bytes).toMatch(/<pdfaid:part>2<\/pdfaid:part>|pdfaid:part="2"/);
  expect(bytes).toMatch(/<pdfaid:conformance>B<\/pdfaid:conformance>|pdfaid:conformance="B"/);
  expect(bytes).toMatch(/\/StructTreeRoot/);
});

it('no golden file is left of a form that is gone', () => {
  const known = formCodes.flatMap((code) => [`${code}.ordinary.txt`, `${code}.long.txt`]);
  expect(readdirSync(golden).toSorted()).toEqual(known.toSorted());
});
