import type { Page } from '@playwright/test';
import { makeFamily } from '../../factories.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
const phone = { width: 360, height: 740 };
let operator: Person;
let parent: Person;

test.setTimeout(180_000);

test.beforeAll(async () => {
  operator = await place.staff(['operator']);
  await place.staff(['head'], { name: 'H. Abdul Rahman' });
  await place.newcomer({ name: 'SITI MARIAM', marital_status: 2, birth_date: '1983-12-24' });
  const family_id = await makeFamily(place.village.id);
  parent = await place.resident({
    name: 'LALU WIRAJAYA',
    marital_status: 2,
    relation: 1,
    family_id,
  });
  await place.newcomer({
    name: 'BAIQ RATNASARI',
    birth_place: 'Mataram',
    birth_date: '2015-04-15',
    relation: 4,
    family_id,
  });
});

const press = (page: Page, label: string | RegExp) =>
  page.getByRole('button', { name: label }).first().click();
/** The questions under one heading, for instance of one heir. */
const under = (page: Page, heading: string) =>
  page.getByRole('group', { name: new RegExp(`^${heading}( ?\\(|$)`) });
const nameOf = (page: Page, heading: string) => under(page, heading).getByLabel('Nama lengkap');

async function fillDay(page: Page, label: string, [day, month, year]: [string, string, string]) {
  const date = page.getByRole('group', { name: label });
  await date.getByLabel('Tanggal').fill(day);
  await date.getByLabel('Bulan').selectOption(month);
  await date.getByLabel('Tahun').fill(year);
}

test('heirs are taken down one by one on a small screen, and nothing is lost', async ({
  browser,
}) => {
  const page = await place.pageOf(browser, operator);
  await page.setViewportSize(phone);
  await page.goto('/kantor/loket');
  await page.getByRole('searchbox', { name: /warga yang datang/ }).fill('siti mariam');
  await page.getByRole('searchbox', { name: /warga yang datang/ }).press('Enter');
  await page.getByLabel('Jenis surat').fill('skaw');
  await page.getByLabel('Jenis surat').press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Surat Keterangan Ahli Waris');

  await test.step('one more, one less', async () => {
    await nameOf(page, 'Ahli waris 1').fill('NURHAYATI');
    await press(page, 'Tambah ahli waris');
    await nameOf(page, 'Ahli waris 2').fill('ABDUL HAMID');
    await press(page, 'Tambah ahli waris');
    await nameOf(page, 'Ahli waris 3').fill('SITI MARIAM');
    await expectWhole(page);
    await press(page, 'Hapus Ahli waris 2');
    await expect(nameOf(page, 'Ahli waris 1')).toHaveValue('NURHAYATI');
    await expect(nameOf(page, 'Ahli waris 2')).toHaveValue('SITI MARIAM');
    await expect(under(page, 'Ahli waris 3')).toHaveCount(0);
  });

  await test.step('what is missing is said where it is missing', async () => {
    await press(page, 'Ajukan dan cetak');
    await expect(page.getByRole('alert')).toBeVisible();
    await expectWhole(page);
    for (const heading of ['Ahli waris 1', 'Ahli waris 2'])
      await expect(under(page, heading)).toContainText('Pilih hubungan dengan yang meninggal.');
    await expect(nameOf(page, 'Ahli waris 2')).toHaveValue('SITI MARIAM');
  });

  await test.step('all said, filed and printed', async () => {
    await nameOf(page, 'Orang yang meninggal').fill('HAJI MUHAMMAD SALEH');
    await under(page, 'Orang yang meninggal').getByLabel('Alamat').fill('Dusun Labuhan, RT 002');
    await fillDay(page, 'Tanggal meninggal', ['12', 'Agustus', '2025']);
    await page.getByLabel('Tempat meninggal').fill('RSUD Asy-Syifa');
    await page.getByLabel('Akta atau surat kematian', { exact: true }).fill('5207-KM-0003');
    const relation = 'Hubungan dengan yang meninggal';
    await under(page, 'Ahli waris 1').getByLabel(relation).selectOption('Istri');
    await under(page, 'Ahli waris 2').getByLabel(relation).selectOption('Anak');
    await page.getByLabel('Keperluan').fill('pencairan tabungan');
    await nameOf(page, 'Saksi 1').fill('LALU WIRAJAYA');
    await nameOf(page, 'Saksi 2').fill('BAIQ RATNASARI');
    for (const box of await page.getByRole('checkbox', { name: /Sudah dilihat aslinya/ }).all())
      await box.check();
    await press(page, 'Ajukan dan cetak');
    await expect(page.getByText('Surat sudah bernomor')).toBeVisible();
    await expectWhole(page);
  });
});

test('a resident lists dependants, one of them from the family’s data', async ({ browser }) => {
  const page = await place.pageOf(browser, parent);
  await page.setViewportSize(phone);
  await page.goto('/layanan-mandiri/surat/keterangan-tanggungan-keluarga');
  await press(page, 'Mulai isi');

  await under(page, 'Tanggungan 1')
    .getByLabel('Ambil dari data keluarga')
    .selectOption('BAIQ RATNASARI');
  await under(page, 'Tanggungan 1').getByRole('button', { name: 'Isi' }).click();
  await expect(nameOf(page, 'Tanggungan 1')).toHaveValue('BAIQ RATNASARI');
  await expect(under(page, 'Tanggungan 1').getByLabel('Tempat lahir')).toHaveValue('Mataram');
  await press(page, 'Tambah tanggungan');
  await nameOf(page, 'Tanggungan 2').fill('NURHAYATI');
  await expectWhole(page);
  await press(page, 'Lanjut: periksa jawaban');
  await expect(page.getByRole('alert')).toContainText('yang perlu diperbaiki');
  await expect(under(page, 'Tanggungan 2')).toContainText('Pilih hubungan dengan Anda.');
  await expectWhole(page);
  for (const [heading, relation] of [
    ['Tanggungan 1', 'Anak'],
    ['Tanggungan 2', 'Orang tua'],
  ] as const)
    await under(page, heading).getByLabel('Hubungan dengan Anda').selectOption(relation);
  await page.getByLabel(/^Keperluan/).fill('tunjangan keluarga');
  await press(page, 'Lanjut: periksa jawaban');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Periksa jawaban Anda');
  await expect(page.locator('main')).toContainText('Tanggungan 2: hubungan dengan Anda');
  await press(page, 'Kirim Permohonan');
  await expect(page.getByText('Permohonan Anda sudah dikirim')).toBeVisible();
});
