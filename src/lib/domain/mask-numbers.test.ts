import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskNumbers } from './mask-numbers.ts';

describe('texts for everyone to read', () => {
  it.each([
    ['NIK saya 5207024708840001.', 'NIK saya •••.'],
    ['WA 0812-3456-7890 ya', 'WA ••• ya'],
    ['hubungi (+62) 812 3456 789', 'hubungi •••'],
    ['no rek 1234.5678.90', 'no rek •••'],
    ['surat ke Siti.Ani@contoh.co.id saja', 'surat ke ••• saja'],
  ])('%s', (written, shown) => {
    expect(maskNumbers(written)).toBe(shown);
  });

  it.each([
    'Sejak 12 November 2026 pukul 10.30 di RT 003/RW 001.',
    'Anggaran Rp 1.250.000.000 untuk jalan 350 meter.',
    'Jalan rusak 3 km, 20 lubang.',
  ])('leaves alone: %s', (written) => {
    expect(maskNumbers(written)).toBe(written);
  });

  it('leaves no long number, however it is parted', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 20 });
    const separator = fc.constantFrom('', ' ', '-', '.', ' - ');
    fc.assert(
      fc.property(digits, separator, fc.string(), (number, between, before) => {
        const shown = maskNumbers(`${before.replace(/rp/gi, '')} x ${number.join(between)} x`);
        expect(shown.endsWith(' x ••• x')).toBe(true);
      }),
    );
  });
});
