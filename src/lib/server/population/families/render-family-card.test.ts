import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { CardMember } from './card-store.ts';
import { type FamilyCard, renderFamilyCard } from './render-family-card.ts';

const folder = mkdtempSync(join(tmpdir(), 'balai-card-'));
afterAll(() => rmSync(folder, { recursive: true }));

const village = {
  kind: 'Desa',
  name: 'Batu Putih',
  district: 'Taliwang',
  regency: 'Kabupaten Sumbawa Barat',
  province: 'Nusa Tenggara Barat',
  postalCode: '84452',
} as VillageContext;

const member = (n: number): CardMember => ({
  name:
    n === 1
      ? 'RADEN AYU SITI MAHARANI KUSUMANINGDYAH PUSPITASARI WIDYANINGRUM'
      : `ANGGOTAKELUARGAYANGNAMANYASANGATPANJANG NOMOR ${'ABCDEFGHIJ'[n]}`,
  title_before: n === 0 ? 'H.' : '',
  title_after: n === 0 ? 'S.Pd., M.Pd.' : '',
  nik: `520702410690000${n}`,
  nik_temporary: n === 9,
  sex: 1 + (n % 2),
  birth_place: 'KABUPATEN SUMBAWA BARAT',
  birth_date: '1990-06-01',
  religion: 7,
  education: 7,
  occupation: 61,
  blood_type: 13,
  marital_status: 3,
  married_on: '2010-01-02',
  divorced_on: null,
  relation: n === 0 ? 1 : 9,
  citizenship: 3,
  passport: n === 2 ? 'X1234567890123' : null,
  stay_permit: null,
  father_name: 'MUHAMMAD ABDURRAHMAN WAHIDUDDIN AL-GHIFARI',
  mother_name: 'MAHARANI',
});

const card = (count: number): FamilyCard => ({
  family: {
    id: '',
    kk_number: '5207020101200001',
    address: 'JL. PERTANIAN NO. 12',
    card_printed_on: '2020-01-02',
    head_name: 'H. ABDUL RAHMAN',
    hamlet: 'BATU PUTIH ATAS',
    rw: '001',
    rt: '002',
  },
  members: Array.from({ length: count }, (_, n) => member(n)),
});

function textAndPages(pdf: Uint8Array) {
  const file = join(folder, 'kk.pdf');
  writeFileSync(file, pdf);
  const run = (tool: string, ...more: string[]) =>
    execFileSync(tool, [file, ...more], { encoding: 'utf8', stdio: 'pipe' });
  return {
    text: run('pdftotext', '-').replace(/[\s\u200b]+/g, ' '),
    pages: Number(/Pages:\s+(\d+)/.exec(run('pdfinfo'))![1]),
  };
}

test('ten members with very long names stand on one marked sheet', () => {
  const { pdf } = renderFamilyCard(village, card(10), '2026-11-23', new Date('2026-11-23'));
  const { text, pages } = textAndPages(pdf);
  expect(pages).toBeLessThanOrEqual(2);
  for (const words of [
    'SALINAN – bukan pengganti Kartu Keluarga',
    'No. 5207020101200001',
    'RADEN AYU SITI MAHARANI',
    'Dicetak 23 November 2026 dari data kependudukan Desa Batu Putih',
    '5207024106900000',
    'Belum ada',
    '002/001',
    'MAHARANI',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('5207024106900009');
});

test('a family of one', () => {
  const { pdf } = renderFamilyCard(village, card(1), '2026-11-23', new Date('2026-11-23'));
  expect(textAndPages(pdf).pages).toBe(1);
});
