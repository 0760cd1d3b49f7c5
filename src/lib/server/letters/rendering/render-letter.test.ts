import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextRun } from '#lib/domain/letter-text.ts';
import { unprintable } from '#lib/domain/typed-text.ts';
import { misplacedWords, poppler } from '../../../../../tests/letters/read-pdf.ts';
import { shippedTypes } from '../type-files.ts';
import { composeLetter } from './compose-letter.ts';
import type { LetterDocument } from './letter-document.ts';
import { renderLetter, renderLetterPreview } from './render-letter.ts';
import { sampleFacts, sampleLetterInput } from './sample-facts.ts';
import { sampleLetter } from './sample-letter.ts';

const flat = (text: string) => text.replace(/[\s\u200b]+/g, ' ');
const textOf = (letter: LetterDocument) => flat(poppler('pdftotext', renderLetter(letter).pdf));
const paragraph = (...runs: TextRun[]): LetterDocument['body'][number] => ({
  kind: 'paragraph',
  runs,
});

const types = [...shippedTypes().values()];

/** One of each way of signing: that nothing of the others is lost is in tests/letters. */
const examples = types.filter(({ slug }) => /keterangan-(usaha|tidak-mampu)/.test(slug));

describe.each(examples)('$name', (type) => {
  // The official forms behind it have their own test.
  const letter = { ...composeLetter(sampleLetterInput(type)), forms: [] };
  const { pdf } = renderLetter(letter);
  const text = flat(poppler('pdftotext', pdf));

  it('names the person, the number, the date and the village', () => {
    for (const words of [
      'PEMERINTAH KABUPATEN SUMBAWA BARAT',
      'DESA BATU PUTIH',
      type.title,
      `Nomor: ${letter.number}`,
      'SITI AMINAH',
      '5207024106900003',
      'Batu Putih, 23 November 2026',
      'Kepala Desa Batu Putih',
      'ABDUL RAHMAN',
      'batu-putih.desa.id /verifikasi/7K4P-2M9R-WXAB-C3DE-FG5H',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('says of its signature what is so and no more (PP 71/2019)', () => {
    expect(text).not.toMatch(
      /BSrE|BSSN|sah seperti|tidak memerlukan tanda tangan|[^k] tersertifikasi/i,
    );
    if (type.signature === 'wet') {
      expect(text).not.toMatch(/elektronik/i);
      expect(text).toContain('Berlaku setelah ditandatangani dan dibubuhi cap');
    } else {
      expect(text).toContain('Tanda tangan elektronik tidak tersertifikasi');
      expect(text).toContain('Disetujui secara elektronik melalui Layanan Mandiri');
      expect(text).toContain('23 November 2026, 09.30 WITA');
    }
  });

  it('is one page, light, tagged, and embeds its fonts', () => {
    const info = poppler('pdfinfo', pdf);
    expect(info).toMatch(/Pages: +1\n/);
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toContain(`${type.title} ${letter.number}`);
    expect(info).toMatch(/Author: +Pemerintah Desa Batu Putih/);
    expect(info).toMatch(/CreationDate: +Mon Nov 23 01:30:00 2026/);
    expect(pdf.length).toBeLessThan(60_000);
    const fonts = poppler('pdffonts', pdf).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+Arimo.* yes yes yes /);
  });

  it('has no signing place without ink where the electronic one is off', () => {
    const draft = composeLetter({ ...sampleLetterInput(type), approval: null });
    expect(textOf(draft)).toContain('Kode QR saat disetujui');
    expect(textOf(draft)).not.toContain('verifikasi');
  });
});

it.each([
  ['A4', '595.276 x 841.89 pts (A4)'],
  ['F4', '609.449 x 935.433 pts'],
] as const)('%s has its size', (paper, size) => {
  expect(poppler('pdfinfo', renderLetter(sampleLetter({ paper })).pdf)).toContain(size);
});

describe('text is data', () => {
  const nasty = [
    '#import "x": *',
    '#panic("x")',
    '*tebal* _miring_ `kode` $x^2$ @pos <label> = judul',
    '\\ \\u{1F600} \\n "kutip" \'satu\' // bukan komentar /* juga bukan */',
    '- satu + dua / tiga: empat ~ --- ...',
    '#{sys.inputs} [x] (y) {z}',
    '</text> &amp; <b>',
    'https://contoh.desa.id/#a',
  ];

  it.each(nasty)('%s', (words) => {
    const letter = sampleLetter({
      body: [
        paragraph({ text: words }, { text: ' ' }, { text: words, bold: true, italic: true }),
        { kind: 'rows', rows: [{ label: [{ text: words }], value: [{ text: words }] }] },
        { kind: 'list', ordered: false, items: [[{ text: words }]] },
        paragraph({ text: 'Demikian.' }),
      ],
      title: words,
      number: words,
    });
    const shown = textOf(letter).replaceAll(' ', '');
    // Title, number, paragraph twice, label, value, list; words may wrap but not vanish.
    expect(shown.split(words.replace(/\s/g, '')).length - 1).toBeGreaterThanOrEqual(6);
  });

  it('whatever stands in any place, a letter comes out', () => {
    const anything = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(
        '\u0000',
        '\u202eabc',
        '\ud800',
        '\ufeff\u200b',
        'a\u0300\u0301',
        '\n\n',
        '\t',
      ),
      fc.constantFrom(...nasty),
    );
    fc.assert(
      fc.property(anything, anything, anything, (one, two, three) => {
        const letter = sampleLetter({
          title: one,
          number: two,
          body: [
            paragraph({ text: one }, { text: two, italic: true }, { text: three, bold: true }),
            { kind: 'rows', rows: [{ label: [{ text: two }], value: [{ text: three }] }] },
          ],
          letterhead: { above: [three], name: one, address: [two] },
          signature: {
            acknowledged: false,
            placeAndDate: two,
            position: [one, three],
            name: three,
            mark: [one, two],
          },
          footer: { left: three, right: one, notes: [] },
          author: two,
        });
        expect(renderLetter(letter).pdf.subarray(0, 5).toString()).toBe('%PDF-');
      }),
      { numRuns: 15 },
    );
  });

  it('shows what the typeface lacks as a question mark', () => {
    const text = textOf(sampleLetter({ body: [paragraph({ text: 'Warung 😀 漢字 jaya' })] }));
    expect(text).toContain('Warung ? ?? jaya');
  });

  it('prints every character that answers may hold, in every face', () => {
    const all = Array.from({ length: 0xfffe }, (_, code) => String.fromCharCode(code)).filter(
      (character) => character.trim() && !unprintable(character).length,
    );
    expect(all.length).toBeGreaterThan(300);
    const text = all.join(' ');
    const faces = [{}, { bold: true }, { italic: true }, { bold: true, italic: true }];
    // A missing glyph would make the PDF/A export fail.
    const { pdf } = renderLetter(
      sampleLetter({ body: faces.map((face) => paragraph({ text, ...face })) }),
    );
    expect(poppler('pdffonts', pdf)).toMatch(/BoldItalic/);
  });
});

describe('nothing runs over', () => {
  const word = fc.oneof(
    { weight: 6, arbitrary: fc.stringMatching(/^[A-Za-z]{1,14}$/) },
    { weight: 1, arbitrary: fc.integer({ min: 22, max: 200 }).map((count) => 'W'.repeat(count)) },
    { weight: 1, arbitrary: fc.stringMatching(/^[mMx./-]{40,120}$/) },
  );
  const long = fc.array(word, { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
  const texts = fc.record({
    name: long.map((text) => text.slice(0, 100)),
    address: long.map((text) => text.slice(0, 300)),
    village: long.map((text) => text.slice(0, 50)),
    signer: long.map((text) => text.slice(0, 100)),
    position: long.map((text) => text.slice(0, 100)),
    number: long.map((text) => text.slice(0, 80)),
    answer: long,
  });

  it('the margins, however long names, addresses and purposes are', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('A4', 'F4'),
        fc.nat(types.length - 1),
        texts,
        (paper, nth, { name, address, village, signer, position, number, answer }) => {
          const type = types[nth]!;
          const input = sampleLetterInput(type);
          const facts = sampleFacts(type);
          const answers = { ...facts.answers };
          for (const field of type.fields) {
            if (field.type === 'text' || field.type === 'longtext') {
              answers[field.key] = answer.slice(0, field.maxLength);
            }
          }
          const letter = composeLetter({
            ...input,
            facts: {
              ...facts,
              answers,
              subject: { ...facts.subject, name, address },
              village: { ...facts.village, name: village },
              signer: {
                name: signer,
                position,
                inPlaceOf: { capacity: 'ub', head: 'Kepala Desa', secretary: 'Sekretaris Desa' },
              },
              number,
            },
            village: { ...input.village, paper, address },
          });
          // The forms that follow it have margins, and a test, of their own.
          const { pdf } = renderLetter({ ...letter, forms: [] });
          expect(misplacedWords(pdf)).toEqual([]);
          // What leaves the page altogether is not in the boxes, so it must be missed in the text.
          const text = poppler('pdftotext', pdf, '-raw').replace(/\s/g, '');
          for (const part of [name, signer, number]) {
            expect(text).toContain(part.replace(/\s/g, ''));
          }
        },
      ),
      // Making the example smaller would take a minute for each step.
      { numRuns: 15, endOnFailure: true },
    );
  });

  it('a page ends with its number when there are more, and the signature is not alone', () => {
    const body = Array.from({ length: 30 }, (_, index) =>
      paragraph({ text: `Alinea ${index + 1}. ${'Kata yang panjang sekali. '.repeat(12)}` }),
    );
    const { pdf } = renderLetter(sampleLetter({ body }));
    const pages = poppler('pdftotext', pdf).split('\f').filter(Boolean);
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, index) => {
      expect(page).toContain(`Halaman ${index + 1} dari ${pages.length}`);
      expect(page.includes('Lanjutan SURAT KETERANGAN USAHA nomor')).toBe(index > 0);
    });
    expect(pages.at(-1)).toContain('ABDUL RAHMAN');
    expect(pages.at(-1)).toContain('Alinea 30');
  });
});

describe('many who sign', () => {
  const marks = [...'ABCDEFGHIJKLMNOPQRST'].map((letter) => `H-${letter} RADEN`);
  const names = marks.map(
    (mark) => `${mark} MUHAMMAD ABDURRAHMAN WAHIDUDDIN AL GHIFARI KUSUMANINGRAT`,
  );
  const cell = (text: string) => [{ text }];
  const heirs = names.map((name) => [
    cell(name),
    cell('5207021504880002'),
    cell('Taliwang, 15 April 1988'),
    cell('Saudara kandung'),
    cell('Dusun Kampung Baru Lintas Pegunungan, RT 001/RW 002'),
  ]);
  const columns = ['Nama', 'NIK', 'Tempat/tanggal lahir', 'Hubungan', 'Alamat'].map(cell);
  const { pdf } = renderLetter(
    sampleLetter({
      body: [
        { kind: 'table', columns, rows: heirs },
        paragraph({ text: 'Demikian surat ini dibuat.' }),
      ],
      signingLists: [{ title: 'Para ahli waris', names, stampDuty: true }],
      cosigners: [
        { title: 'Pembuat', name: 'YANG MEMBUAT', stampDuty: false, alone: true },
        { title: 'Saksi I', name: 'SAKSI PERTAMA', stampDuty: false, alone: false },
        { title: 'Saksi II', name: 'SAKSI KEDUA', stampDuty: false, alone: false },
      ],
      endorsers: [{ title: 'Mengetahui', position: 'Camat Taliwang' }],
    }),
  );
  const pages = poppler('pdftotext', pdf, '-layout').split('\f').filter(Boolean);
  const pageOf = (text: string) => pages.findIndex((page) => page.includes(text));

  it('are all in the table and in the list, a row never over two pages', () => {
    expect(pages.length).toBeGreaterThan(2);
    const text = pages.join('');
    // The list of signers begins with its heading; before it stands the table.
    const start = text.indexOf('Para ahli waris');
    for (const mark of marks) {
      expect(text.slice(0, start)).toContain(mark);
      expect(text.slice(start)).toContain(mark);
    }
    expect(text.match(/5207021504880002/g)).toHaveLength(20);
    // Each page that goes on repeats the headings.
    for (const page of pages) {
      if (page.includes('5207021504880002')) expect(page).toMatch(/Nama +NIK/);
    }
  });

  it('one stamp is enough, and names stay with what they stand under', () => {
    expect(pages.join('').match(/Meterai/g)).toHaveLength(1);
    expect(pageOf('Meterai')).toBe(pageOf('Para ahli waris'));
    for (const words of ['Pembuat', 'YANG MEMBUAT', 'SAKSI PERTAMA', 'SAKSI KEDUA', 'ABDUL RAHMAN'])
      expect(pageOf(words)).toBe(pageOf('KEPALA DESA BATU PUTIH'));
    expect(pages[pageOf('Camat Taliwang')]).toContain('Nomor register');
  });

  it('no word runs into its neighbour or the margin', () => {
    expect(misplacedWords(pdf)).toEqual([]);
  });
});

describe('the preview', () => {
  it('is a picture without script', () => {
    const { svg } = renderLetterPreview(sampleLetter());
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/<script|javascript:|<foreignObject/i);
  });
});
