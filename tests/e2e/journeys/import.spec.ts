import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { RegisterRow } from '../../../src/lib/server/population/columns.ts';
import {
  generatePeople,
  writeSpreadsheet,
} from '../../../src/lib/server/population/generated/index.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let operator: Person;

test.setTimeout(240_000);

test.beforeAll(async () => {
  operator = await place.staff(['operator']);
});

const people = [...generatePeople({ count: 30 })];
const wrong: RegisterRow[] = [
  { ...people[28], nik: '520702', sex: 'X' },
  { ...people[29], tanggallahir: '31-02-1980' },
];

/** On a phone too, which officers may use. */
async function expectSound(page: Page) {
  await page.setViewportSize({ width: 360, height: 740 });
  await expectWhole(page);
  await page.setViewportSize({ width: 1366, height: 768 });
}

async function send(page: Page, file: string) {
  await page.goto('/kantor/impor');
  await page.getByLabel('Berkas Excel').setInputFiles(file);
  await page.getByRole('button', { name: 'Kirim dan periksa' }).click();
}

/** The page renews itself: by a script, and where scripts are off by what stands in <noscript>. */
async function untilItSays(page: Page, words: string) {
  await expect(page.locator('#impor')).toContainText(words, { timeout: 60_000 });
}

const figures = (page: Page) => page.locator('.figures li').allInnerTexts();
const bare = (texts: string[]) => texts.map((text) => text.replace(/\s+/g, ' ').trim());

test('a spreadsheet: shown first, then in; the refused rows come back corrected', async ({
  browser,
}, info) => {
  const page = await place.pageOf(browser, operator);
  const file = info.outputPath('penduduk.xlsx');
  writeFileSync(file, writeSpreadsheet([...people.slice(0, 28), ...wrong]));

  await test.step('nothing chosen, or no spreadsheet: a sentence at the field', async () => {
    await page.goto('/kantor/impor');
    await expectSound(page);
    await page.getByRole('button', { name: 'Kirim dan periksa' }).click();
    await expect(page.getByRole('link', { name: 'Pilih berkas Excel' })).toBeVisible();
    await expectSound(page);
    const pdf = info.outputPath('penduduk-palsu.xlsx');
    writeFileSync(pdf, '%PDF-1.7');
    await send(page, pdf);
    await expect(page.locator('main')).toContainText('Ini berkas PDF, bukan Excel');
  });

  await test.step('what it would do', async () => {
    await send(page, file);
    await untilItSays(page, 'Menunggu persetujuan');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('penduduk.xlsx');
    expect(bare(await figures(page))).toEqual(['28 baru', '0 berubah', '0 tetap', '2 ditolak']);
    await expect(page.locator('table')).toContainText('52070');
    await expect(page.locator('table')).toContainText('16 angka');
    await expect(page.locator('table')).toContainText('tanggal itu tidak ada di kalender');
    await expectSound(page);
  });

  const corrected = info.outputPath('perbaikan.xlsx');
  await test.step('the refused rows to correct', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Unduh baris yang ditolak' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('penduduk-perlu-diperbaiki.xlsx');
    await download.saveAs(corrected);
    expect(readFileSync(corrected).subarray(0, 2).toString()).toBe('PK');
  });

  await test.step('in it goes', async () => {
    await page.getByRole('button', { name: 'Masukkan data' }).click();
    await untilItSays(page, 'Data sudah masuk');
    expect(bare(await figures(page))).toEqual(['28 baru', '0 berubah', '0 tetap', '2 ditolak']);
    await expectSound(page);
    await page.goto(`/kantor/penduduk?cari=${encodeURIComponent(String(people[0]!.nama))}`);
    await expect(page.locator('table')).toContainText(String(people[0]!.nama));
  });

  await test.step('the refused rows once more: uncorrected refused, corrected in', async () => {
    await send(page, corrected);
    await untilItSays(page, 'Menunggu persetujuan');
    expect(bare(await figures(page))).toEqual(['0 baru', '0 berubah', '0 tetap', '2 ditolak']);
    await expect(page.getByRole('button', { name: 'Masukkan data' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Batalkan' }).click();
    await untilItSays(page, 'Data penduduk tidak berubah');

    writeFileSync(corrected, writeSpreadsheet(people));
    await send(page, corrected);
    await untilItSays(page, 'Menunggu persetujuan');
    expect(bare(await figures(page))).toEqual(['2 baru', '0 berubah', '28 tetap', '0 ditolak']);
    await page.getByRole('button', { name: 'Masukkan data' }).click();
    await untilItSays(page, 'Data sudah masuk');
  });

  await test.step('and the trail tells of it', async () => {
    await page.goto('/kantor/impor');
    await expect(page.locator('table')).toContainText('penduduk.xlsx');
    await expect(page.locator('table')).toContainText('Selesai');
    await expectSound(page);
  });
});
