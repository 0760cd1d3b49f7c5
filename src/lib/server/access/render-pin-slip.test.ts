import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type PinSlip, renderPinSheets, renderPinSlip, type SlipGroup } from './render-pin-slip.ts';

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

describe('sheets of many slips', () => {
  const longName = 'MUHAMMAD ABDURRAHMAN WAHYUDIANTO KUSUMANEGARA '.repeat(3).slice(0, 100);
  const longVillage = `Desa ${'Karang Mulya Sejahtera '.repeat(3)}`.slice(0, 50);
  const longAddress = `https://${'karang-mulya-sejahtera.'.repeat(2)}desa.id/layanan-mandiri/masuk`;

  /** Slips for these neighbourhoods; each PIN is its place in the order, from 100 000. */
  async function write(sizes: number[], long = false) {
    let count = 0;
    const groups = sizes.map((size, n): SlipGroup => ({
      heading: `Dusun MEKAR SARI, RW 001, RT ${String(n + 1).padStart(3, '0')}`,
      slips: Array.from({ length: size }, () => ({
        name: long ? longName : `WARGA ${count}`,
        maskedNik: '5207••••••••0003',
        pin: String(100_000 + count++),
        validUntil: '24 November 2026, 09.30 WITA',
      })),
    }));
    const file = join(folder, 'sheets.pdf');
    const village = long ? longVillage : slip.village;
    const signInUrl = long ? longAddress : slip.signInUrl;
    const pdf = await renderPinSheets(
      { village, signInUrl, groups },
      new Date('2026-11-23T01:30:00Z'),
    );
    writeFileSync(file, pdf);
    return file;
  }
  const read = (tool: string, ...args: string[]) =>
    execFileSync(tool, args, { encoding: 'utf8', stdio: 'pipe', maxBuffer: 2 ** 28 });

  it('hold 500 slips, six on an A4 sheet, each neighbourhood on sheets of its own', async () => {
    const sizes = Array.from({ length: 20 }, (_, n) => 16 + n);
    sizes[19]! += 500 - sizes.reduce((a, b) => a + b);
    const file = await write(sizes);
    const info = read('pdfinfo', file);
    expect(info).toMatch(/595.276 x 841.89 pts \(A4\)/);
    const pages = read('pdftotext', file, '-').split('\f').slice(0, -1);
    const expected = sizes.flatMap((size, n) =>
      Array.from({ length: Math.ceil(size / 6) }, () => `RT ${String(n + 1).padStart(3, '0')}`),
    );
    expect(pages).toHaveLength(expected.length);
    expect(pages.map((page) => /RT \d{3}/.exec(page)?.[0])).toEqual(expected);
    const names = pages.flatMap((page) => page.match(/WARGA \d+/g) ?? []);
    expect(names).toEqual(Array.from({ length: 500 }, (_, n) => `WARGA ${n}`));
    expect(pages[0]).toContain('lembar 1 dari 3');
  });

  it.each([false, true])(
    'cut nothing off, and hide the PIN under the fold (long: %s)',
    async (long) => {
      const file = await write([6], long);
      const millimetres = 72 / 25.4;
      const words = [
        ...read('pdftotext', '-bbox', file, '-').matchAll(
          /xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g,
        ),
      ].map(([, left, top, right, bottom, word]) => ({
        left: Number(left) / millimetres,
        top: Number(top) / millimetres,
        right: Number(right) / millimetres,
        bottom: Number(bottom) / millimetres,
        word: word!,
      }));
      const on = words.filter((word) => word.top > 13);
      for (const { left, right, top, bottom, word } of on) {
        const column = left < 105 ? 0 : 1;
        const row = Math.floor((top - 13) / 94);
        expect(left, word).toBeGreaterThan(column * 105 + 6);
        expect(right, word).toBeLessThan(column * 105 + 99.5);
        expect(bottom, word).toBeLessThan(13 + (row + 1) * 94 - 1);
        const down = top - 13 - row * 94;
        if (/^\d{3}$/.test(word) && /^10\d$|^00\d$/.test(word)) {
          expect(down).toBeGreaterThan(27);
          expect(bottom - 13 - row * 94).toBeLessThan(58);
        }
        if (word === 'sendiri.') expect(bottom - 13 - row * 94).toBeLessThan(58);
        if (word === 'Lipat') expect(down).toBeGreaterThan(58);
        if (word.startsWith('5207')) expect(bottom - 13 - row * 94).toBeLessThan(27);
      }
      // What the fold brings over the PIN is at least as high as what it covers.
      expect(94 - 58).toBeGreaterThan(31);
      // All of every slip is there: nothing was clipped away.
      const all = on.map(({ word }) => word).join(' ');
      expect(all.match(/Sobek/g)).toHaveLength(6);
      expect(all.match(/meminta/g)).toHaveLength(6);
      expect(all.match(/sendiri\./g)).toHaveLength(6);
      if (long) expect(all.match(/KUSUMANEGARA/g)).toHaveLength(12);
    },
  );
});
