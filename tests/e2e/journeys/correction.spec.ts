import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { withVillage } from '../../../src/lib/server/platform/index.ts';
import { declareTestChange, makeFamily, makeResident } from '../../factories.ts';
import { photo } from '../../letters/letter-office.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let head: Person & { name: string };
let operator: Person;

test.setTimeout(180_000);

test.beforeAll(async () => {
  const family = await makeFamily(place.village.id);
  head = await place.resident({
    name: 'AHMAD SYUKRI',
    family_id: family,
    relation: 1,
    birth_date: '1980-02-03',
    birth_place: 'Taliwnag',
    mother_name: 'MARIAM',
  });
  await makeResident(place.village.id, {
    name: 'RIZKI RAMADHAN',
    family_id: family,
    relation: 4,
    birth_date: '2015-05-06',
  });
  await withVillage(place.village.id, async (tx) => {
    await declareTestChange(tx);
    await tx.updateTable('family').set({ head_id: head.id }).where('id', '=', family).execute();
  });
  operator = await place.staff(['operator']);
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
/** A choice answers to the finger on its words. */
const tick = (page: Page, words: string) =>
  page.locator('.choice label', { hasText: words }).click();
const status = (page: Page): Locator => page.locator('.head .pill');
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const data = '/layanan-mandiri/data-diri';

async function photoFile() {
  const { bytes } = await photo();
  return { name: 'akta.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(bytes) };
}

/** Opens the newest notice, which a job hands on. */
async function openNotice(page: Page, words: RegExp) {
  await expect(async () => {
    await page.goto('/layanan-mandiri/pemberitahuan');
    await expect(page.locator('main')).toContainText(words, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole('link', { name: words }).first().click();
}

test('asked with proof, accepted in part, told, and the record is right', async ({ browser }) => {
  const page = await place.pageOf(browser, head);
  const office = await place.pageOf(browser, operator);

  await test.step('what is wrong is chosen', async () => {
    await page.goto(data);
    await expect(page.getByText('Data ini belum lengkap')).toBeVisible();
    await expectWhole(page);
    await page.getByRole('link', { name: 'Ajukan perbaikan data' }).click();
    await expect(page.getByText('Taliwnag')).toBeVisible();
    await press(page, 'Lanjut: tulis yang benar');
    await expect(page.getByRole('alert')).toContainText('Pilih sedikitnya satu');
    await expectWhole(page);
    await tick(page, 'Tempat lahir');
    await tick(page, 'Tanggal lahir');
    await press(page, 'Lanjut: tulis yang benar');
  });

  await test.step('what is right is written, with a proof; mistakes keep what was typed', async () => {
    await expect(page.getByText('Sekarang tercatat: Taliwnag.')).toBeVisible();
    await page.getByLabel('Tempat lahir yang benar').fill('Taliwang');
    await page.getByLabel('Tahun').fill('1981');
    await press(page, 'Lanjut: periksa');
    await expect(page.getByRole('alert')).toContainText('tanggal, bulan, dan tahun');
    await expect(page.getByRole('alert')).toContainText('Lampirkan foto');
    await expect(page.getByLabel('Tempat lahir yang benar')).toHaveValue('Taliwang');
    await expect(page.getByLabel('Tahun')).toHaveValue('1981');
    await expectWhole(page);
    await page.getByLabel('Tanggal', { exact: true }).fill('4');
    await page.getByLabel('Bulan').selectOption('Maret');
    await page.getByLabel('Bukti', { exact: true }).setInputFiles(await photoFile());
    await page.getByLabel('Keterangan untuk petugas').fill('Lihat akta.');
    await press(page, 'Lanjut: periksa');
  });

  await test.step('looked over and sent once', async () => {
    await expect(heading(page)).toHaveText('Periksa permintaan Anda');
    await expect(page.locator('main')).toContainText('4 Maret 1981');
    await expect(page.locator('main')).toContainText('(sekarang: 3 Februari 1980)');
    await expect(page.locator('main')).toContainText('akta.jpg');
    await expectWhole(page);
    await press(page, 'Kirim permintaan');
    await expect(status(page)).toHaveText('Menunggu diperiksa');
    await expect(page.getByRole('status')).toContainText('sudah terkirim');
    await expectWhole(page);
  });

  await test.step('the office sees it beside the record and accepts one of two', async () => {
    await office.goto('/kantor/penduduk');
    await expect(office.locator('.tabs')).toContainText('Perbaikan data1');
    await office.goto('/kantor/perbaikan');
    await expectWhole(office);
    await office.getByRole('link', { name: 'AHMAD SYUKRI' }).click();
    await expect(office.locator('table')).toContainText('Taliwnag');
    await expect(office.locator('.sheet')).toBeVisible();
    await expectWhole(office);
    await office.getByLabel('Terima Tanggal lahir').uncheck();
    await press(office, 'Terima yang dicentang');
    await expect(office.getByRole('alert')).toContainText('Tulis alasannya');
    await expect(office.getByLabel('Terima Tanggal lahir')).not.toBeChecked();
    await expectWhole(office);
    await office
      .getByLabel('Alasan bila ada yang tidak dicentang')
      .fill('Tanggal lahir di akta tidak terbaca.');
    await press(office, 'Terima yang dicentang');
    await expect(status(office)).toHaveText('Diterima sebagian');
    await expectWhole(office);
  });

  await test.step('the resident is told, reads why, and the record is right', async () => {
    await openNotice(page, /diterima sebagian/);
    await expect(status(page)).toHaveText('Diterima sebagian');
    await expect(page.locator('main')).toContainText('Tanggal lahir di akta tidak terbaca.');
    await expectWhole(page);
    await page.goto(data);
    await expect(page.locator('main')).toContainText('Taliwang');
    await expect(page.locator('main')).not.toContainText('Taliwnag');
    await expect(page.locator('main')).toContainText('3 Februari 1980');
    await page.goto(`${data}/akses`);
    await expect(page.locator('main')).toContainText('menerima permintaan perbaikan data');
  });
});

test('for a child, refused with a reason; another one taken back', async ({ browser }) => {
  const page = await place.pageOf(browser, head);
  const office = await place.pageOf(browser, operator);
  const ask = async (value: string) => {
    await page.goto(data);
    await page.getByRole('link', { name: 'RIZKI RAMADHAN' }).click();
    await page.getByRole('link', { name: 'Ajukan perbaikan data' }).click();
    await tick(page, 'Golongan darah');
    await press(page, 'Lanjut: tulis yang benar');
    await page.getByLabel('Golongan darah yang benar').selectOption(value);
    await press(page, 'Lanjut: periksa');
    await press(page, 'Kirim permintaan');
    await expect(status(page)).toHaveText('Menunggu diperiksa');
  };

  await ask('A');
  await page.getByRole('link', { name: 'Batalkan permintaan' }).click();
  await press(page, 'Ya, batalkan');
  await expect(page.locator('.card').first()).toContainText('Dibatalkan');
  await expectWhole(page);

  await ask('B');
  await office.goto('/kantor/perbaikan');
  await office.getByRole('link', { name: 'RIZKI RAMADHAN' }).click();
  await expect(office.locator('main')).toContainText('oleh AHMAD SYUKRI');
  await office.getByText('Tolak', { exact: false }).first().click();
  await office.getByLabel('Alasan penolakan, untuk warga').fill('Lampirkan hasil pemeriksaan.');
  await press(office, 'Tolak permintaan');
  await expect(status(office)).toHaveText('Ditolak');

  await openNotice(page, /RIZKI RAMADHAN ditolak/);
  await expect(page.locator('main')).toContainText('Lampirkan hasil pemeriksaan.');
  await expectWhole(page);
});

test('copies of biodata and family card are taken along', async ({ browser }) => {
  const page = await place.pageOf(browser, head);
  await page.goto(data);
  await page.getByRole('link', { name: 'Salinan biodata dan kartu keluarga' }).click();
  await expectWhole(page);
  for (const [link, file] of [
    ['Unduh biodata RIZKI RAMADHAN', 'salinan-biodata.pdf'],
    ['Unduh salinan kartu keluarga', 'salinan-kartu-keluarga.pdf'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: link }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(file);
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  }
  await withVillage(place.village.id, (tx) =>
    tx
      .updateTable('session')
      .set({ proved_at: new Date(Date.now() - 3_600_000) })
      .where('resident_id', '=', head.id)
      .execute(),
  );
  await page.goto(`${data}/salinan/kartu-keluarga`);
  await expect(page).toHaveURL(/\/salinan$/);
  await expect(page.getByLabel('PIN Anda')).toBeVisible();
  await expectWhole(page);
});
