import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dottedLine,
  fillLetterText,
  fillLineForEach,
  type LetterValues,
} from './fill-letter-text.ts';
import { type LetterBlock, LetterTextError, parseLetterText } from './letter-text.ts';

const fill = (markdown: string, values: LetterValues = {}) =>
  fillLetterText(parseLetterText(markdown), values);
const plain = (blocks: LetterBlock[]) =>
  blocks.map((block) =>
    block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : block.kind,
  );

describe('what is understood', () => {
  it('paragraphs, with lines joined', () => {
    expect(plain(fill('Satu\ndua.\n\n\nTiga.\r\n'))).toEqual(['Satu dua.', 'Tiga.']);
  });

  it('bold and italic, also over the end of a line', () => {
    expect(fill('a **b *c* {{x}}\nd** e', { x: '*y*' })).toEqual([
      {
        kind: 'paragraph',
        runs: [
          { text: 'a ' },
          { text: 'b ', bold: true },
          { text: 'c', bold: true, italic: true },
          { text: ' ', bold: true },
          { text: '*y*', bold: true },
          { text: ' ', bold: true },
          { text: 'd', bold: true },
          { text: ' e' },
        ],
      },
    ]);
  });

  it('lists, and what goes on in an item', () => {
    expect(fill('- satu\n  lagi\n- dua\n\n1. tiga')).toEqual([
      {
        kind: 'list',
        ordered: false,
        items: [[{ text: 'satu' }, { text: ' ' }, { text: 'lagi' }], [{ text: 'dua' }]],
      },
      { kind: 'list', ordered: true, items: [[{ text: 'tiga' }]] },
    ]);
  });

  it('rows of label and value, an escaped bar too', () => {
    expect(fill('| Nama | **{{n}}** |\n| A \\| B | c |', { n: 'X' })).toEqual([
      {
        kind: 'rows',
        rows: [
          { label: [{ text: 'Nama' }], value: [{ text: 'X', bold: true }] },
          { label: [{ text: 'A ' }, { text: '|' }, { text: ' B' }], value: [{ text: 'c' }] },
        ],
      },
    ]);
  });

  it('the usual rows of a person', () => {
    const [block] = fill('{{identity}}', { 'subject.name': 'SITI' });
    expect(block).toMatchObject({ kind: 'rows' });
    expect(JSON.stringify(block)).toContain('"text":"SITI","bold":true');
    expect(block?.kind === 'rows' && block.rows).toHaveLength(8);
  });

  it('placeholders with the line they stand on', () => {
    const { placeholders } = parseLetterText('a {{x}}\nb {{y}} {{x}}\n\n| l | {{z.words}} |');
    expect([...placeholders]).toEqual([
      ['x', 1],
      ['y', 2],
      ['z.words', 4],
    ]);
  });
});

describe('lines that depend on a value', () => {
  const text = '{{?x}} Ada {{x}}.\n{{!x}} Tidak ada.\n\n| {{?x}} A | {{x}} |\n\n- {{?x}} butir';

  it('appear with it', () => {
    expect(plain(fill(text, { x: '1' }))).toEqual(['Ada 1.', 'rows', 'list']);
  });

  it.each([{}, { x: '' }, { x: undefined }])('and without it the other does: %j', (values) => {
    expect(plain(fill(text, values))).toEqual(['Tidak ada.']);
  });
});

it('leaves room to write where a value is missing', () => {
  expect(plain(fill('Nama {{x}}.'))).toEqual([`Nama ${dottedLine}.`]);
  expect(plain(fill('{{constructor}}'))).toEqual([dottedLine]);
});

describe('mistakes are named with their line', () => {
  it.each([
    ['Satu\n\n# Judul', 3],
    ['> kutipan', 1],
    ['```', 1],
    ['<b>tebal</b>', 1],
    ['a\n**b', 1],
    ['a *b', 1],
    ['{{ada spasi}}', 1],
    ['a\nb {satu}', 2],
    ['| tanpa nilai |', 1],
    ['| a | b | c |', 1],
  ])('%j in line %i', (markdown, line) => {
    let found: unknown;
    try {
      parseLetterText(markdown);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(LetterTextError);
    expect((found as LetterTextError).line).toBe(line);
  });
});

it('never reads a value as markup', () => {
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom('**b**', '{{y}}', '| a | b |', '- x', '\\*', '\n\n# x'),
  );
  fc.assert(
    fc.property(value.filter(Boolean), (x) => {
      const blocks = fill('Awal {{x}} akhir\n\n| l | {{x}} |\n\n- {{x}}', { x, y: 'bocor' });
      expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'rows', 'list']);
      expect(blocks[0]).toEqual({
        kind: 'paragraph',
        runs: [{ text: 'Awal ' }, { text: x }, { text: ' akhir' }],
      });
    }),
  );
});

describe('groups and persons', () => {
  const values = {
    'answers.heirs.count': '2',
    'answers.heirs.1.number': '1',
    'answers.heirs.1.name': 'AHMAD',
    'answers.heirs.1.nik': '5207',
    'answers.heirs.2.number': '2',
    'answers.heirs.2.name': 'SITI',
    'answers.use=sekolah': 'sekolah',
  };
  const fill = (markdown: string) => fillLetterText(parseLetterText(markdown), values);

  it('repeat what stands between for every item, and number on', () => {
    const list = '{{each answers.heirs}}\n1. **{{item.name}}**, NIK {{item.nik}}\n{{/each}}';
    expect(fill(list)).toEqual([
      {
        kind: 'list',
        ordered: true,
        items: [
          [{ text: 'AHMAD', bold: true }, { text: ', NIK ' }, { text: '5207' }],
          [{ text: 'SITI', bold: true }, { text: ', NIK ' }, { text: dottedLine }],
        ],
      },
    ]);
  });

  it('make a table, without a column that nobody has', () => {
    const table =
      'Yaitu:\n\n{{table answers.heirs}}\n| Nama | {{item.name}} |\n| {{?item.kkNumber}} KK | {{item.kkNumber}} |\n{{/table}}\n\nDemikian.';
    expect(fill(table)).toEqual([
      { kind: 'paragraph', runs: [{ text: 'Yaitu:' }] },
      {
        kind: 'table',
        columns: [[{ text: 'Nama' }]],
        rows: [[[{ text: 'AHMAD' }]], [[{ text: 'SITI' }]]],
      },
      { kind: 'paragraph', runs: [{ text: 'Demikian.' }] },
    ]);
  });

  it('sign one by one', () => {
    const list = 'answers.heirs';
    const signed = (text: string) => fillLineForEach(text, list, values);
    expect(signed('{{item.name}}')).toEqual(['AHMAD', 'SITI']);
    expect(signed('{{item.nik}}')).toEqual(['5207', dottedLine]);
    expect(fillLineForEach('{{item.name}}', 'answers.nobody', values)).toEqual([]);
  });

  it('print the rows of a person that were answered', () => {
    expect(fill('{{person answers.heirs.1}}')).toMatchObject([
      { kind: 'rows', rows: [{ value: [{ text: 'AHMAD' }] }, { value: [{ text: '5207' }] }] },
    ]);
  });

  it('print a line by the answer to a choice', () => {
    expect(fill('{{?answers.use=sekolah}} Sekolah.\n{{?answers.use=berobat}} Berobat.')).toEqual([
      { kind: 'paragraph', runs: [{ text: 'Sekolah.' }] },
    ]);
  });

  it.each([
    ['{{each answers.heirs}}\nx', 1],
    ['a\n\n{{/each}}', 3],
    ['{{each answers.a}}\n{{table answers.b}}', 2],
    ['{{table answers.heirs}}\nkata\n{{/table}}', 1],
  ])('refuse %j', (markdown, line) => {
    expect(() => parseLetterText(markdown)).toThrow(expect.objectContaining({ line }));
  });
});
