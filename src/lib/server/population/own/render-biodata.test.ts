import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, it } from 'vitest';
import { renderBiodata, type Biodata } from './render-biodata.ts';

const folder = mkdtempSync(join(tmpdir(), 'balai-biodata-'));
afterAll(() => rmSync(folder, { recursive: true }));

const line = (label: string, value: string) => ({ key: label, label, value });
const biodata: Biodata = {
  office: 'Desa Batu Putih, Kecamatan Taliwang, Kabupaten Sumbawa Barat',
  author: 'Pemerintah Desa Batu Putih',
  name: 'SITI AMINAH',
  foot: 'Diambil oleh SITI AMINAH dari data Desa Batu Putih pada 24 November 2026, 09.30 WITA.',
  parts: [
    { title: 'Diri', lines: [line('Nama', 'SITI AMINAH'), line('NIK', '5207024106900003')] },
    { title: 'Keluarga', lines: [line('Nomor KK', '5207020101200001'), line('Nama ayah', '')] },
  ],
  photo: null,
};

function poppler(tool: string, what: Biodata, ...flags: string[]) {
  const file = join(folder, 'biodata.pdf');
  writeFileSync(file, renderBiodata(what, new Date('2026-11-23T01:30:00Z')).pdf);
  const target = tool === 'pdftotext' ? ['-'] : [];
  return execFileSync(tool, [...flags, file, ...target], { encoding: 'utf8', stdio: 'pipe' });
}

it('tells the record, says that it is a copy, and by whom it was taken', () => {
  const text = poppler('pdftotext', biodata).replace(/\s+/g, ' ');
  for (const words of [
    'SALINAN – bukan dokumen kependudukan',
    'SITI AMINAH',
    '5207024106900003',
    '5207020101200001',
    'Belum ada',
    'Diambil oleh SITI AMINAH dari data Desa Batu Putih pada 24 November 2026',
  ])
    expect(text).toContain(words);
});

it('is A4 upright, with the photo where there is one', async () => {
  const bytes = await sharp({
    create: { width: 60, height: 80, channels: 3, background: '#446688' },
  })
    .jpeg()
    .toBuffer();
  const info = poppler('pdfinfo', { ...biodata, photo: { bytes, format: 'jpg' } });
  expect(info).toContain('595.276 x 841.89');
  expect(poppler('pdfimages', { ...biodata, photo: { bytes, format: 'jpg' } }, '-list')).toMatch(
    /60 +80/,
  );
});

it('keeps everything on its pages, each marked, however much and long it is', () => {
  const long = 'MUHAMMADABDURRAHMANWAHYUDIANTOKUSUMANEGARA'.repeat(3).slice(0, 100);
  const lines = Array.from({ length: 20 }, (_, n) => line(`Keterangan ${n}`, `${long} ${n} 😀`));
  const parts = ['Satu', 'Dua', 'Tiga'].map((title) => ({ title, lines }));
  const much = { ...biodata, parts };
  const pages = Number(/Pages: +(\d+)/.exec(poppler('pdfinfo', much))![1]);
  expect(pages).toBeGreaterThan(1);
  const boxes = poppler('pdftotext', much, '-bbox');
  for (const [, right] of boxes.matchAll(/xMax="([\d.]+)" yMax="[\d.]+">(?!SALINAN<)/g))
    expect(Number(right)).toBeLessThan(541);
  expect(boxes.match(/>SALINAN</g)!.length).toBeGreaterThan(pages);
});
