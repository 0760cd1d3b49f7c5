import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type PinSlip, renderPinSlip } from './render-pin-slip.ts';

const folder = mkdtempSync(join(tmpdir(), 'balai-slip-'));
afterAll(() => rmSync(folder, { recursive: true }));

const slip: PinSlip = {
  village: 'Desa Batu Putih',
  name: 'SITI AMINAH',
  maskedNik: '5207••••••••0003',
  pin: '482915',
  validUntil: '24 November 2026, 09.30 WITA',
  signInUrl: 'https://batu-putih.desa.id/layanan-mandiri',
};

function poppler(tool: string, slips: PinSlip | PinSlip[], ...flags: string[]) {
  const file = join(folder, 'slip.pdf');
  writeFileSync(file, renderPinSlip(slips, new Date('2026-11-23T01:30:00Z')).pdf);
  const target = tool === 'pdftotext' ? ['-'] : [];
  return execFileSync(tool, [...flags, file, ...target], { encoding: 'utf8', stdio: 'pipe' });
}

it('tells what is needed to sign in, and no whole NIK', () => {
  const text = poppler('pdftotext', slip).replace(/\s+/g, ' ');
  for (const words of [
    'Desa Batu Putih',
    'SITI AMINAH',
    '5207••••••••0003',
    '482 915',
    'Berlaku sampai 24 November 2026, 09.30 WITA',
    'Lipat ke depan',
    'Cara masuk',
    'batu-putih.desa.id/layanan-mandiri',
    'Petugas desa tidak pernah meminta PIN',
  ]) {
    expect(text).toContain(words);
  }
  expect(text).not.toMatch(/\d{16}/);
});

it('is A6, one page for each resident', () => {
  const info = poppler('pdfinfo', [slip, { ...slip, pin: '730164' }, { ...slip, pin: '918273' }]);
  expect(info).toMatch(/Pages: +3\n/);
  expect(info).toContain('297.638 x 419.528');
});

it('keeps the PIN under the fold and everything on the page, however long the names are', () => {
  const long = {
    ...slip,
    name: 'MUHAMMAD ABDURRAHMAN WAHYUDIANTO KUSUMANEGARA '.repeat(3).slice(0, 100),
    village: `Desa ${'Karang Mulya Sejahtera '.repeat(3)}`.slice(0, 50),
    signInUrl: `https://${'karang-mulya-sejahtera.'.repeat(2)}desa.id/layanan-mandiri`,
  };
  for (const one of [slip, long]) {
    const boxes = poppler('pdftotext', one, '-bbox');
    const at = (word: string) =>
      Number(new RegExp(`yMin="([\\d.]+)" xMax="[\\d.]+" yMax="[\\d.]+">${word}<`).exec(boxes)![1]);
    const fold = 90 * (72 / 25.4);
    expect(at('482')).toBeGreaterThan(42 * (72 / 25.4));
    expect(at('915')).toBeLessThan(fold);
    expect(at('Lipat')).toBeGreaterThan(fold);
    for (const [, bottom] of boxes.matchAll(/yMax="([\d.]+)">/g)) {
      expect(Number(bottom)).toBeLessThan(419);
    }
  }
  expect(poppler('pdfinfo', long)).toMatch(/Pages: +1\n/);
});
