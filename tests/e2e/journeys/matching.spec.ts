import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { generatePeople } from '../../../src/lib/server/population/generated/index.ts';
import { expectWholeOnBothScreens } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let operator: Person;

test.setTimeout(240_000);

test.beforeAll(async () => {
  operator = await place.staff(['operator']);
});

const people = [...generatePeople({ count: 12 })];
const HEADINGS = ['Nomor Penduduk', 'Kartu', 'Warga', 'L atau P', 'Lahir', 'Kesukaan'];
const KEYS = ['nik', 'no_kk', 'nama', 'sex', 'tanggallahir', 'suku'] as const;
const csv = [HEADINGS, ...people.map((row) => KEYS.map((key) => String(row[key] ?? '')))]
  .map((cells) => cells.join(';'))
  .join('\r\n');

/** The page renews itself where scripts run; else one presses. */
async function untilItSays(page: Page, words: string) {
  await expect(async () => {
    const renew = page.getByRole('link', { name: 'Perbarui halaman' });
    if (test.info().project.name !== 'js' && (await renew.count())) await renew.click();
    await expect(page.locator('#impor')).toContainText(words, { timeout: 500 });
  }).toPass({ timeout: 60_000 });
}

test('a list with headings of its own is matched, goes in, and comes out again', async ({
  browser,
}, info) => {
  const page = await place.pageOf(browser, operator);
  const file = info.outputPath('daftar.csv');
  writeFileSync(file, csv);

  await test.step('what each column is', async () => {
    await page.goto('/kantor/impor');
    await page.getByLabel('Berkas Excel atau CSV').setInputFiles(file);
    await page.getByRole('button', { name: 'Kirim dan periksa' }).click();
    await untilItSays(page, 'Cocokkan kolom');
    await expect(page.getByLabel('Warga', { exact: true })).toHaveValue('nama');
    await expect(page.locator('main')).toContainText('••••');
    await expectWholeOnBothScreens(page);
  });

  await test.step('one choice twice: a sentence at the field, nothing lost', async () => {
    await page.getByLabel('L atau P').selectOption({ label: 'Jenis kelamin' });
    await page.getByLabel('Kesukaan').selectOption({ label: 'Nama' });
    await page.getByRole('button', { name: 'Lanjutkan' }).click();
    await expect(page.locator('main')).toContainText('sudah dipilih untuk kolom "Warga"');
    await expect(page.getByLabel('L atau P')).toHaveValue('sex');
    await expectWholeOnBothScreens(page);
    await page.getByLabel('Kesukaan').selectOption('');
    await page.getByRole('button', { name: 'Lanjutkan' }).click();
  });

  await test.step('what it would do, and in it goes', async () => {
    await untilItSays(page, 'Menunggu persetujuan');
    await expect(page.locator('.figures')).toContainText('12');
    await page.getByRole('button', { name: 'Masukkan data' }).click();
    await untilItSays(page, 'Data sudah masuk');
  });

  await test.step('the list, taken out', async () => {
    const name = String(people[0]!.nama);
    await page.goto(`/kantor/penduduk?cari=${encodeURIComponent(name)}`);
    await page.getByRole('link', { name: 'Ekspor daftar ini ke Excel' }).click();
    await expect(page.locator('main')).toContainText('Hanya yang ada di daftar');
    await expectWholeOnBothScreens(page);
    await page.getByRole('button', { name: 'Unduh Excel' }).click();
    await expect(page.locator('main')).toContainText('Tuliskan untuk apa data ini diekspor');
    await expectWholeOnBothScreens(page);
    await page.getByLabel('Untuk apa data ini?').fill('Daftar hadir musyawarah dusun');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Unduh Excel' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^penduduk-batu-putih-\d{4}-\d\d-\d\d\.xlsx$/);
    const saved = info.outputPath('penduduk.xlsx');
    await download.saveAs(saved);
    expect(readFileSync(saved).subarray(0, 2).toString()).toBe('PK');
  });
});
