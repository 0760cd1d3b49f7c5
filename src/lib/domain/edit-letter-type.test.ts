import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blankLetterType } from './blank-letter-type.ts';
import { compareLetterTypes } from './compare-letter-types.ts';
import { diffLines } from './diff-lines.ts';
import { changeFacts, factsOf } from './edit-letter-facts.ts';
import {
  addQuestion,
  changeQuestion,
  moveQuestion,
  removeQuestion,
  writtenQuestion,
} from './edit-letter-questions.ts';
import {
  addRequirement,
  changeRequirement,
  moveRequirement,
  removeRequirement,
} from './edit-letter-requirements.ts';
import { changeText, textFormOf } from './edit-letter-text.ts';
import { freeCode } from './letter-code.ts';
import { type Draft, keyFrom, slugFrom } from './letter-edit.ts';
import { letterMenu } from './letter-menu.ts';
import { tellMistake } from './letter-mistake-words.ts';
import { questionKinds, type QuestionType } from './letter-question-kinds.ts';
import { readLetterSource, UnreadableSource, writeLetterSource } from './letter-source.ts';
import type { LetterType } from './letter-type.ts';
import { judgeLetterType, offeredPlaceholders } from './parse-letter-type.ts';
import { typedForm } from './typed-form.ts';

const form = (typed: Record<string, string | string[]>) =>
  typedForm(
    Object.entries(typed).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one] as const),
    ),
  );
const folder = join(import.meta.dirname, '../../../letter-types');
const shipped = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .map((name) => ({ name, draft: readLetterSource(readFileSync(join(folder, name), 'utf8')) }));
const typeOf = (draft: Draft): LetterType => {
  const { type, mistakes } = judgeLetterType(draft, 'coba');
  if (!type) throw new Error(JSON.stringify(mistakes));
  return type;
};
const told = (draft: Draft) => {
  const { type, mistakes } = judgeLetterType(draft, 'coba');
  return mistakes.map((one) => tellMistake(one, draft, type ? offeredPlaceholders(type) : []));
};

describe.each(shipped)('$name through the editor', ({ draft }) => {
  it('means the same after it was written anew', () => {
    expect(typeOf(readLetterSource(writeLetterSource(draft)))).toEqual(typeOf(draft));
  });

  it('means the same after every form was saved as it was shown', () => {
    const type = typeOf(draft);
    let saved = changeText(changeFacts(draft, form(factsOf(type))), form(textFormOf(type)));
    for (const { key, ...one } of type.requirements)
      saved = changeRequirement(
        saved,
        key,
        form({
          label: one.label,
          hint: one.hint ?? '',
          required: one.required ? ['ya'] : [],
          accepts: one.accepts.includes('pdf') ? [] : 'picture',
          skippedWhenInRegister: one.skippedWhenInRegister ? ['ya'] : [],
        }),
      );
    // What is typed into the text has single spaces and no ends of lines but its own.
    const even = ({ body, ...more }: LetterType) => ({ ...more, body: body.replace(/\s+/g, ' ') });
    expect(even(typeOf(saved))).toEqual(even(type));
  });

  it('offers no placeholder that it does not know', () => {
    const { fields } = typeOf(draft);
    const known = new Set(offeredPlaceholders(typeOf(draft)));
    for (const { insert } of letterMenu(fields).flatMap(({ items }) => items))
      for (const [, name] of insert.matchAll(/\{\{\??([\w.=-]+)\}\}/g))
        if (name && !name.startsWith('item.') && name !== 'identity')
          expect(known, insert).toContain(name);
  });
});

describe('questions', () => {
  it.each(Object.keys(questionKinds) as QuestionType[])('a new %s is good at once', (type) => {
    const { draft, path } = addQuestion(blankLetterType, type, 'Apa saja');
    expect(path).toBe('apaSaja');
    // Only the letter does not use it yet.
    expect(told(draft)).toEqual([
      expect.objectContaining({
        part: 'pertanyaan',
        item: 'apaSaja',
        message: expect.stringContaining('tidak dipakai dalam surat') as string,
      }),
    ]);
  });

  it('may stand within a group, with keys of their own', () => {
    const group = addQuestion(blankLetterType, 'group', 'Ahli waris');
    const one = addQuestion(group.draft, 'text', 'Name', group.path);
    expect(one.path).toBe('ahliWaris.name2');
    expect(writtenQuestion(one.draft, one.path)).toMatchObject({ label: 'Name', type: 'text' });
    const gone = removeQuestion(one.draft, one.path);
    expect(writtenQuestion(gone, one.path)).toBeUndefined();
  });

  it('move, and stop at the ends', () => {
    const { draft } = addQuestion(blankLetterType, 'date', 'Sejak');
    const keys = (one: Draft) => typeOf(one).fields.map(({ key }) => key);
    expect(keys(moveQuestion(draft, 'sejak', -1))).toEqual(['sejak', 'keperluan']);
    expect(keys(moveQuestion(draft, 'sejak', 1))).toEqual(['keperluan', 'sejak']);
    expect(keys(moveQuestion(draft, 'entah', 1))).toEqual(['keperluan', 'sejak']);
  });

  it('keep an answer’s value when its words change, and drop what conditions can no longer find', () => {
    const begun = addQuestion(blankLetterType, 'choice', 'Bidang').draft;
    const choices = (lines: string, more = {}) =>
      changeQuestion(
        begun,
        'bidang',
        form({ label: 'Bidang', required: 'ya', choices: lines, ...more }),
      );
    const renamed = choices('Sekolah | pendidikan\nPilihan kedua');
    expect(writtenQuestion(renamed, 'bidang')).toMatchObject({
      choices: [
        { value: 'pertama', label: 'Sekolah', text: 'pendidikan' },
        { value: 'kedua', label: 'Pilihan kedua' },
      ],
      example: 'Sekolah',
    });
    const three = choices('Pilihan kedua\nBerobat\nPilihan pertama');
    expect(writtenQuestion(three, 'bidang')).toMatchObject({
      choices: [{ value: 'kedua' }, { value: 'berobat' }, { value: 'pertama' }],
    });
    const { draft } = addQuestion(begun, 'text', 'Kelas');
    const when = form({
      label: 'Kelas',
      when: 'bidang',
      is: ['bidang=kedua', 'lain=x'],
      example: 'Kelas 4',
    });
    const asked = changeQuestion(draft, 'kelas', when);
    expect(writtenQuestion(asked, 'kelas')).toMatchObject({
      when: { field: 'bidang', is: ['kedua'] },
      required: false,
    });
    const without = changeQuestion(
      asked,
      'bidang',
      form({ label: 'Bidang', choices: 'Satu\nDua\nTiga' }),
    );
    expect(
      told(without)
        .map(({ message }) => message)
        .join(),
    ).toContain('sudah tidak ada dalam pilihan');
    expect(
      told(removeQuestion(asked, 'bidang'))
        .map(({ message }) => message)
        .join(),
    ).toContain('pertanyaan yang tidak ada di atasnya');
  });

  it('keep what the form does not ask about', () => {
    const draft = structuredClone(blankLetterType);
    Object.assign((draft.front.fields as object[])[0]!, {
      pattern: '.*',
      patternHint: 'Tulis saja.',
    });
    const changed = changeQuestion(
      draft,
      'keperluan',
      form({ label: 'Untuk apa', minLength: '3' }),
    );
    expect(writtenQuestion(changed, 'keperluan')).toMatchObject({ pattern: '.*', minLength: 3 });
  });
});

describe('a mistake is told at its place', () => {
  const withBody = (body: string): Draft => ({ ...blankLetterType, body });
  it.each([
    ['Untuk {{answers.keperluann}}.', 1, 'Mungkin maksud Anda {{answers.keperluan}}?'],
    ['{{answers.keperluan}}\n\n{{subject.nama}}', 3, 'tidak dikenal'],
    ['{{answers.keperluan}}\n\n{{each answers.x}}', 3, 'Tulis {{/each}}'],
    ['{{answers.keperluan}}\n\n{{/table}}', 3, 'menutup daftar yang tidak dibuka'],
    ['{{answers.keperluan}}\n\n# Judul', 3, 'kalimat biasa'],
    ['{{answers.keperluan}}\n\n| a | b', 3, 'diakhiri tanda |'],
    ['**{{answers.keperluan}}', 1, 'tidak berpasangan'],
    ['{{answers.keperluan}} {nama}', 1, 'dua kurung kurawal'],
  ])('%j', (body, line, words) => {
    const all = told(withBody(body));
    expect(all[0]).toMatchObject({ part: 'isi', line });
    expect(all[0]!.message).toContain(words);
  });

  it('of a field, with the name of the form’s field', () => {
    const draft = changeFacts(
      blankLetterType,
      form({ ...factsOf(typeOf(blankLetterType)), code: 'x1' }),
    );
    expect(told(draft)).toEqual([
      {
        part: 'umum',
        field: 'code',
        message: 'Kode belum benar: “X1”. Tulis 2 sampai 6 huruf, misalnya SKU.',
      },
    ]);
    const number = changeQuestion(
      blankLetterType,
      'keperluan',
      form({ label: 'K', minLength: 'lima', example: 'abc' }),
    );
    expect(told(number)[0]).toMatchObject({
      part: 'pertanyaan',
      item: 'keperluan',
      field: 'minLength',
    });
  });

  it('none is told in English or with nothing in it', () => {
    const broken = structuredClone(blankLetterType);
    Object.assign(broken.front, {
      title: '',
      keywords: [],
      workingDays: 99,
      colour: 'merah',
      validity: { months: '' },
    });
    for (const { message } of told(broken))
      expect(message).not.toMatch(/undefined|expected|Invalid|Too /);
    expect(told(broken).length).toBeGreaterThanOrEqual(5);
  });
});

describe('documents', () => {
  it('are added, changed, moved and removed', () => {
    const two = addRequirement(addRequirement(blankLetterType, 'Keperluan'), 'Foto rumah');
    const keys = (draft: Draft) => typeOf(draft).requirements.map(({ key }) => key);
    expect(keys(two)).toEqual(['keperluan2', 'fotoRumah']);
    expect(keys(moveRequirement(two, 'fotoRumah', -1))).toEqual(['fotoRumah', 'keperluan2']);
    expect(keys(removeRequirement(two, 'keperluan2'))).toEqual(['fotoRumah']);
    const changed = changeRequirement(
      two,
      'fotoRumah',
      form({ label: 'Foto', accepts: 'picture' }),
    );
    expect(typeOf(changed).requirements[1]).toMatchObject({
      label: 'Foto',
      required: false,
      accepts: ['picture'],
    });
  });
});

describe('names made from words', () => {
  it('are keys, addresses and codes, each once', () => {
    expect(keyFrom('Nama usaha', [])).toBe('namaUsaha');
    expect(keyFrom('Nama usaha', ['namaUsaha'])).toBe('namaUsaha2');
    expect(keyFrom('1. Tahun?', [])).toBe('isian1Tahun');
    expect(slugFrom('Surat Keterangan Kerja Bakti', [], 50)).toBe('surat-keterangan-kerja-bakti');
    expect(freeCode('Surat Keterangan Kerja Bakti', ['SKKB'])).toBe('SKKBA');
  });

  it('whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (label, taken) => {
        expect(keyFrom(label, taken)).toMatch(/^[a-z][a-zA-Z0-9]{0,39}$/);
        expect(taken).not.toContain(keyFrom(label, taken));
        expect(slugFrom(label, taken)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(freeCode(label, [])).toMatch(/^[A-Z]{2,6}$/);
      }),
    );
  });
});

describe('a file', () => {
  it('is read as it was written, whatever its words', () => {
    const words = fc.string({ unit: 'grapheme', minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(words, words, fc.array(words, { maxLength: 4 }), (label, hint, choices) => {
        const { draft } = addQuestion(blankLetterType, 'choice', label);
        const [, key] = typeOf(blankLetterType).fields.length
          ? (draft.front.fields as { key: string }[])
          : [];
        const changed = changeQuestion(
          draft,
          key!.key,
          form({ label, hint, choices: choices.join('\n') }),
        );
        const read = readLetterSource(writeLetterSource(changed));
        expect(read.front).toEqual(changed.front);
        expect(read.body).toBe(changed.body);
      }),
    );
  });

  it.each([
    ['nothing', ''],
    ['other text', '# Judul\n\nIsi'],
    ['references that unfold', `---\na: &a [x, x]\nb: [*a, *a]\n---\nx`],
    ['nesting without end', `---\na: ${'['.repeat(60_000)}\n---\nx`],
    ['a list', '---\n- a\n---\nx'],
  ])('with %s is refused', (_, markdown) => {
    expect(() => readLetterSource(markdown)).toThrow(UnreadableSource);
  });
});

describe('two types held against each other', () => {
  it('say what went and what came, by parts', () => {
    const { draft } = addQuestion(
      { ...blankLetterType, body: `${blankLetterType.body}\n\nTambahan.` },
      'date',
      'Sejak',
    );
    const changed = compareLetterTypes(blankLetterType, draft).filter((part) => part.changed);
    expect(changed.map(({ title }) => title)).toEqual(['Pertanyaan', 'Isi surat']);
    expect(changed[1]!.lines.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(
      ['', 'Tambahan.'],
    );
    expect(compareLetterTypes(draft, draft).every((part) => !part.changed)).toBe(true);
  });

  it('lose no line and change none', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const diff = diffLines(before, after);
        const side = (kind: 'in' | 'out') =>
          diff.filter((line) => line.kind !== kind).map(({ text }) => text);
        expect(side('in')).toEqual(before);
        expect(side('out')).toEqual(after);
      }),
    );
  });
});
