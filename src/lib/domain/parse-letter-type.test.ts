import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { requirementsFor } from './letter-type.ts';
import { serviceStandard } from './service-standard.ts';
import { LetterTypeError, parseLetterType } from './parse-letter-type.ts';

const frontMatter = parse(`
code: SKX
name: Surat Coba
title: SURAT COBA
purpose: Untuk mencoba berkas jenis surat.
keywords: [coba]
group: umum
order: 9
selfService: green
subject: { family: true, marital: [belum kawin, 4], minAge: 17 }
fields:
  - { key: purpose, type: text, label: Keperluan, example: melamar kerja }
  - { key: income, type: money, label: Penghasilan, example: '1.000' }
requirements:
  - { key: idCard, label: KTP, skippedWhenInRegister: true }
  - { key: photo, label: Foto, accepts: [picture] }
classification: 100.2.2.5
validity: { months: 1 }
signature: wet
chain: [{ role: official, does: draft }, { role: head, does: sign }]
workingDays: 1
service:
  requirements: [KTP]
  procedure: [Meminta, Menerima]
  cost: Gratis
  product: Surat
  complaints: Kantor desa
`) as Record<string, unknown>;
const body = '\nKepada {{subject.name}}:\n\n{{answers.purpose}} {{answers.income.words}}.\n';

const file = (change: Record<string, unknown> = {}, text = body) =>
  `---\n${stringify({ ...frontMatter, ...change })}---\n${text}`;
const mistake = (markdown: string) => {
  try {
    parseLetterType(markdown, 'coba');
    return 'none';
  } catch (error) {
    return error instanceof LetterTypeError ? error.message : `not ours: ${String(error)}`;
  }
};
const fields = frontMatter.fields as Record<string, unknown>[];
const fieldWith = (change: Record<string, unknown>) => ({
  fields: [{ ...fields[0], ...change }, fields[1]],
});

it('takes a question that only decides whether others are asked', () => {
  const decides = { key: 'who', type: 'choice', label: 'Siapa', example: 'A' };
  const choices = ['a', 'b'].map((value) => ({ value, label: value.toUpperCase() }));
  const [purpose, income] = fields;
  const written = (when?: object) => ({
    fields: [{ ...decides, choices }, { ...purpose, ...(when && { when }) }, income],
  });
  expect(mistake(file(written({ field: 'who', is: 'a' })))).toBe('none');
  expect(mistake(file(written()))).toContain('the letter never uses it');
});

it('may be good until the end of a period', () => {
  const trip = { key: 'trip', type: 'period', label: 'Perjalanan' };
  const until = (untilField: string, more = {}) =>
    mistake(
      file(
        { fields: [...fields, { ...trip, ...more }], validity: { untilField } },
        `${body}\n{{answers.trip}}\n`,
      ),
    );
  expect(until('trip.until')).toBe('none');
  expect(until('trip.until', { required: false })).toContain('is not a required question');
  expect(until('trip.end')).toContain('names no day');
});

it('reads a file', () => {
  const type = parseLetterType(file(), 'coba');
  expect(type).toMatchObject({
    slug: 'coba',
    code: 'SKX',
    subject: { family: true, marital: [1, 4], minAge: 17 },
    body: body.trim(),
  });
  expect(type.fields[0]).toMatchObject({ required: true, sensitive: false, maxLength: 120 });
  expect(requirementsFor(type, true).map(({ key }) => key)).toEqual(['photo']);
  expect(requirementsFor(type, false)).toHaveLength(2);
  expect(serviceStandard(type).time).toBe('Paling lama 1 hari kerja sejak persyaratan lengkap.');
});

it('reads what it kept, and the same with Windows line ends', () => {
  const type = parseLetterType(file(), 'coba');
  expect(parseLetterType(file().replaceAll('\n', '\r\n'), 'coba').fields).toEqual(type.fields);
});

describe('a mistake is named with its place', () => {
  it.each([
    ['no front matter', 'Kepada Yth.', 'coba.md: front matter must stand between'],
    ['broken YAML', '---\ncode: [\n---\nx', 'coba.md: '],
    ['an empty front matter', '---\n\n---\nx', 'the front matter is empty'],
    ['an unknown key', file({ colour: 'red' }), 'colour'],
    ['a missing key', file({ code: undefined }), 'code: '],
    ['a group that is none', file({ group: 'lain' }), 'group: '],
    [
      'a marital status that is none',
      file({ subject: { family: true, marital: ['jomblo'] } }),
      'subject.marital.0: jomblo is no marital status',
    ],
    ['a wrong type of field', file(fieldWith({ type: 'textt' })), 'fields.0'],
    ['an unknown key of a field', file(fieldWith({ lenght: 3 })), 'lenght'],
    [
      'an expression that is none',
      file(fieldWith({ pattern: '(', patternHint: 'Tulis.' })),
      'fields.0.pattern: is not a regular expression',
    ],
    [
      'a pattern without its hint',
      file(fieldWith({ pattern: '.*' })),
      'fields.purpose: pattern and patternHint go together',
    ],
    [
      'an example that is refused',
      file(fieldWith({ example: 'x' })),
      'fields.purpose.example: Tulis keperluan lebih lengkap',
    ],
    [
      'a key used twice',
      file({ requirements: [{ key: 'purpose', label: 'Foto' }] }),
      'purpose: the key is used twice',
    ],
    [
      'a field that is never used',
      file({}, 'Kepada {{answers.purpose}}.'),
      'fields.income: the letter never uses it',
    ],
    [
      'a placeholder that is not known',
      file({}, `${body}\n{{subject.nama}}`),
      '{{subject.nama}} is not known',
    ],
    [
      'words of a text',
      file({}, `${body}\n{{answers.purpose.words}}`),
      '{{answers.purpose.words}} is not known',
    ],
    [
      'a field of the office in the letter',
      file(fieldWith({ officeOnly: true })),
      '{{answers.purpose}} is not known',
    ],
    [
      'a list of signers of no group',
      file({ cosigners: [{ title: 'Ahli waris', name: '{{item.name}}', each: 'purpose' }] }),
      '{{answers.purpose.count}} is not known',
    ],
    ['a heading in the text', file({}, `${body}\n# Judul`), 'Headings'],
    [
      'an end without a date',
      file({ validity: { untilField: 'purpose' } }),
      'validity.untilField: purpose is not a required question for a day',
    ],
    [
      'a chain that does not end with the head',
      file({ chain: [{ role: 'secretary', does: 'sign' }] }),
      'chain: must end with the head',
    ],
    [
      'two who sign',
      file({
        chain: [
          { role: 'secretary', does: 'sign' },
          { role: 'head', does: 'sign' },
        ],
      }),
      'chain: must end',
    ],
  ])('%s', (_, markdown, place) => {
    expect(mistake(markdown)).toContain('coba.md: ');
    expect(mistake(markdown)).toContain(place);
  });

  it('with the line of the file, not of the text', () => {
    const markdown = file({}, `${body}\nbaris {{tidak.ada}}`);
    const line = markdown.split('\n').findIndex((text) => text.includes('{{tidak.ada}}')) + 1;
    expect(mistake(markdown)).toContain(`line ${line}: {{tidak.ada}} is not known`);
  });

  it('all of them at once', () => {
    const all = mistake(file(fieldWith({ example: 'x' }), 'Kepada {{nobody}}.'));
    for (const part of [
      'example',
      '{{nobody}}',
      'fields.purpose: the letter never',
      'fields.income',
    ]) {
      expect(all).toContain(part);
    }
  });
});
