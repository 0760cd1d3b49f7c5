import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { lookFields, readLookForm } from '../../src/lib/domain/letter-look-form.ts';
import {
  letterSizes,
  marginLimits,
  readLetterLook,
  usualLook,
  type LetterLook,
  type MarginSide,
} from '../../src/lib/domain/letter-look.ts';
import { Refusal } from '../../src/lib/domain/refusal.ts';
import { composeLetter } from '../../src/lib/server/letters/rendering/compose-letter.ts';
import type { LetterImage } from '../../src/lib/server/letters/rendering/letter-document.ts';
import { renderLetter } from '../../src/lib/server/letters/rendering/render-letter.ts';
import { sampleLetterInput } from '../../src/lib/server/letters/rendering/sample-facts.ts';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import { misplacedWords, poppler } from './read-pdf.ts';

const type = shippedTypes().get('keterangan-usaha')!;
const form = lookFields({ look: usualLook, paper: 'F4' });

/** As long as the names of villages and regencies get: 44 letters. */
const longNames = {
  kind: 'Kampung',
  name: 'Sungai Penuh Seberang Pegunungan Tinggi Raya',
  district: 'Tanjung Jabung Pegunungan Barat Daya Selatan',
  regency: 'Kepulauan Siau Tagulandang Biaro Utara Timur',
  province: 'Sulawesi Utara',
};

async function arms(): Promise<LetterImage> {
  const square = { width: 60, height: 70, channels: 3 as const, background: '#226644' };
  return { bytes: await sharp({ create: square }).png().toBuffer(), format: 'png', alt: 'Lambang' };
}

async function set(look: LetterLook, paper: 'A4' | 'F4', long = true): Promise<Uint8Array> {
  const input = sampleLetterInput(type);
  const image = await arms();
  const facts = long ? { ...input.facts, village: longNames } : input.facts;
  return renderLetter(
    composeLetter({
      ...input,
      facts,
      village: { ...input.village, paper, letterLook: look, logo: image, regencyLogo: image },
    }),
  ).pdf;
}

const extreme = (which: 'min' | 'max'): LetterLook['margins'] =>
  Object.fromEntries(
    Object.entries(marginLimits).map(([side, limits]) => [side, limits[which]]),
  ) as Record<MarginSide, number>;

describe.each(['A4', 'F4'] as const)('on %s', (paper) => {
  it.each([
    ['min', 'Arimo', 10.5, 'right'],
    ['min', 'Tinos', 12, 'left'],
    ['max', 'Arimo', 12, 'left'],
    ['max', 'Tinos', 10.5, 'right'],
  ] as const)(
    'the longest names fit: margins %s, %s, %s pt',
    async (which, font, size, signature) => {
      const margins = extreme(which);
      const look: LetterLook = {
        ...usualLook,
        margins,
        font,
        size,
        signature,
        left: 'regency',
        right: 'village',
        pen: which === 'max' ? 40 : 16,
        footer: 'Melayani dengan hati, cepat, tepat, tanpa biaya untuk semua',
      };
      const pdf = await set(look, paper);
      expect(misplacedWords(pdf, margins)).toEqual([]);
      const fonts = poppler('pdffonts', pdf).trim().split('\n').slice(2);
      for (const line of fonts)
        expect(line).toMatch(new RegExp(`^[A-Z]{6}\\+${font}.* yes yes yes `));
      const text = poppler('pdftotext', pdf).replace(/\s+/g, ' ');
      expect(text).toContain(longNames.name.toUpperCase());
      expect(text).toContain('Melayani dengan hati');
    },
  );
});

it('prints the lines that the village wrote, and the signature where it stands', async () => {
  const look: LetterLook = {
    ...usualLook,
    above: ['PEMERINTAH KABUPATEN CONTOH', 'KECAMATAN CONTOH', 'SEKRETARIAT'],
    name: 'KEPALA DESA CONTOH',
    address: ['Jalan Melati 1'],
    footer: 'Kaki surat',
  };
  const words = (pdf: Uint8Array) => poppler('pdftotext', pdf, '-layout');
  const right = words(await set(look, 'A4', false));
  for (const line of ['SEKRETARIAT', 'KEPALA DESA CONTOH', 'Jalan Melati 1', 'Kaki surat'])
    expect(right).toContain(line);
  expect(right).not.toContain('SUMBAWA BARAT');
  const at = (text: string) =>
    text
      .split('\n')
      .find((line) => line.includes('ABDUL RAHMAN'))!
      .indexOf('ABDUL RAHMAN');
  const left = words(await set({ ...look, signature: 'left' }, 'A4', false));
  expect(at(left)).toBeLessThan(at(right));
});

describe('the form', () => {
  it('gives back the look that it shows', () => {
    const look = fc
      .record({
        size: fc.constantFrom(...letterSizes),
        font: fc.constantFrom('Arimo', 'Tinos'),
        pen: fc.integer({ min: 16, max: 40 }),
        name: fc.constantFrom(null, 'DESA CONTOH'),
        above: fc.constantFrom(null, ['A'], ['A', 'B', 'C']),
        employeeNumber: fc.boolean(),
        signature: fc.constantFrom('left', 'right'),
      })
      .map(readLetterLook);
    fc.assert(
      fc.property(look, fc.constantFrom('A4' as const, 'F4' as const), (one, paper) => {
        expect(readLookForm(lookFields({ look: one, paper }))).toEqual({ look: one, paper });
      }),
    );
  });

  it.each([
    ['marginKiri', '19'],
    ['marginKiri', '41'],
    ['marginAtas', ''],
    ['marginBawah', 'dua'],
    ['ruangTtd', '99'],
    ['huruf', 'Comic'],
    ['ukuran', '13'],
    ['kertas', 'Letter'],
    ['kopAtas', 'a\nb\nc\nd'],
    ['kopNama', 'x'.repeat(81)],
    ['kaki', 'Selamat 🎉'],
    ['lambangKanan', 'village'],
  ])('refuses %s “%s”', (field, value) => {
    try {
      readLookForm({ ...form, [field]: value });
    } catch (error) {
      expect(error).toBeInstanceOf(Refusal);
      expect((error as Refusal).fields).toHaveProperty(field);
      return;
    }
    expect.unreachable('it was taken');
  });

  it('takes nothing past the limits from what was kept', () => {
    fc.assert(
      fc.property(fc.anything(), (kept) => {
        const { margins, pen } = readLetterLook(kept);
        expect(margins.left).toBeGreaterThanOrEqual(20);
        expect(pen).toBeLessThanOrEqual(40);
      }),
    );
  });
});
