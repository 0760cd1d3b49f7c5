import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expectWholeOnBothScreens } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let operator: Person;
let siti: { id: string; name: string };

test.setTimeout(240_000);

test.beforeAll(async () => {
  operator = await place.staff(['operator']);
  siti = await place.newcomer({
    name: 'SITI RAHMAWATI',
    nik: '5207024708840001',
    sex: 2,
    birth_date: '1984-08-07',
  });
});

const main = (page: Page) => page.locator('main');

test('someone is added past a likely double, changed with a reason, and the history tells', async ({
  browser,
}) => {
  const page = await place.pageOf(browser, operator);
  const live = test.info().project.name === 'js';

  await test.step('add: who is alike is shown, and asked about', async () => {
    await page.goto('/kantor/penduduk');
    await page.getByRole('link', { name: 'Tambah warga' }).click();
    await expectWholeOnBothScreens(page);
    await page.getByRole('button', { name: 'Simpan' }).click();
    await expect(page.getByRole('link', { name: 'Isi nama lengkap.' })).toBeVisible();
    await expectWholeOnBothScreens(page);
    await page.getByLabel('Nama lengkap').fill('Siti Rahmawti');
    await page.getByLabel('Jenis kelamin').selectOption('Perempuan');
    await page.getByLabel('Tanggal lahir').fill('7-8-1984');
    if (!live) await page.getByRole('button', { name: 'Periksa dulu' }).click();
    await expect(page.locator('#sudah-ada')).toContainText('SITI RAHMAWATI');
    await expect(page.locator('#sudah-ada')).toContainText('5207••••••••0001');
    await expectWholeOnBothScreens(page);
    await page.getByRole('button', { name: 'Simpan' }).click();
    await expect(main(page)).toContainText('Belum disimpan');
    await expect(page.getByLabel('Nama lengkap')).toHaveValue('Siti Rahmawti');
    await expectWholeOnBothScreens(page);
    await page.getByLabel('Sudah saya periksa: ini orang lain').check();
    await page.getByRole('button', { name: 'Simpan' }).click();
    await expect(main(page)).toContainText('Warga sudah didaftarkan.');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('SITI RAHMAWTI');
    await expect(main(page)).toContainText('NIK sementara');
    await expectWholeOnBothScreens(page);
  });
  const record = new URL(page.url()).pathname;

  await test.step('change: what is wrong stands at its field, nothing typed is lost', async () => {
    await page.getByRole('link', { name: 'Ubah', exact: true }).click();
    await expectWholeOnBothScreens(page);
    await page.getByLabel('Pekerjaan').selectOption('Petani/pekebun');
    await page.getByLabel('Tanggal perkawinan').fill('1-1-1980');
    await page.getByRole('button', { name: 'Simpan perubahan' }).click();
    await expect(
      page.getByRole('link', { name: /perkawinan tidak mungkin sebelum tanggal lahir/ }),
    ).toBeVisible();
    await expect(page.getByLabel('Pekerjaan')).toHaveValue('9');
    await expectWholeOnBothScreens(page);
    await page.getByLabel('Tanggal perkawinan').fill('1-1-2005');
    await page.getByLabel('Alasan perubahan').selectOption('Sesuai KK terbaru');
    await page.getByRole('button', { name: 'Simpan perubahan' }).click();
    await expect(main(page)).toContainText('Perubahan disimpan');
    await expect(main(page)).toContainText('1 Januari 2005');
  });

  await test.step('NIK: a taken one leads to comparing, the right one is noted', async () => {
    await page.getByRole('link', { name: 'Catat NIK', exact: true }).click();
    await expectWholeOnBothScreens(page);
    await page.getByLabel('NIK dari Dukcapil').fill('5207024708840001');
    await page.getByRole('button', { name: 'Simpan NIK' }).click();
    await expect(main(page)).toContainText('NIK ini sudah dipakai SITI RAHMAWATI');
    await page.getByLabel('NIK dari Dukcapil').fill('5207024808840002');
    await page.getByRole('button', { name: 'Simpan NIK' }).click();
    await expect(main(page)).toContainText('Tanggal lahir dalam NIK berbeda');
    await expectWholeOnBothScreens(page);
    await page.getByLabel('Sudah saya periksa, simpan seperti ini').check();
    await page.getByRole('button', { name: 'Simpan NIK' }).click();
    await expect(main(page)).toContainText('NIK sudah dicatat');
    await expect(main(page)).toContainText('5207••••••••0002');
  });

  await test.step('a photo is put on the record', async () => {
    await page.getByRole('link', { name: 'Foto', exact: true }).click();
    await page.getByRole('button', { name: 'Simpan foto' }).click();
    await expect(page.getByRole('link', { name: 'Pilih atau ambil fotonya dulu.' })).toBeVisible();
    const picture = await sharp({
      create: { width: 900, height: 1200, channels: 3, background: '#7a9c88' },
    })
      .jpeg()
      .toBuffer();
    await page
      .getByLabel('Pilih atau ambil foto')
      .setInputFiles({ name: 'siti.jpg', mimeType: 'image/jpeg', buffer: picture });
    await page.getByRole('button', { name: 'Simpan foto' }).click();
    await expect(page.getByAltText(/Foto SITI/)).toBeVisible();
    const source = await page.getByAltText(/Foto SITI/).getAttribute('src');
    const stored = await (await page.goto(source!))!.body();
    expect(await sharp(stored).metadata()).toMatchObject({
      format: 'jpeg',
      width: 480,
      height: 640,
    });
    await page.goto(record);
  });

  await test.step('the history tells who, why, and what was before', async () => {
    await page.getByRole('link', { name: 'Riwayat', exact: true }).click();
    await expect(main(page)).toContainText('4 perubahan');
    await expect(main(page)).toContainText('“Sesuai KK terbaru”');
    await expect(main(page)).toContainText('Petani/pekebun');
    await expect(main(page)).not.toContainText('5207024808840002');
    await expectWholeOnBothScreens(page);
  });

  await test.step('the two turn out to be one: compared, chosen, merged', async () => {
    await page.goto(`${record}/gabung`);
    await expectWholeOnBothScreens(page);
    await page.getByRole('link', { name: 'Bandingkan dengan SITI RAHMAWATI' }).click();
    await expectWholeOnBothScreens(page);
    await page
      .getByRole('group', { name: 'NIK', exact: true })
      .getByText('5207024708840001')
      .click();
    await page.getByRole('group', { name: 'Nama lengkap' }).getByText('SITI RAHMAWATI').click();
    await page.getByRole('button', { name: 'Gabungkan kedua data' }).click();
    await expect(page.getByRole('link', { name: /alasan/ })).toBeVisible();
    await page.getByLabel('Mengapa yakin').fill('Dicocokkan dengan KTP asli');
    await page.getByRole('button', { name: 'Gabungkan kedua data' }).click();
    await expect(main(page)).toContainText('Kedua data sudah menjadi satu');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('SITI RAHMAWATI');
    await expect(main(page)).toContainText('5207••••••••0001');
    await page.goto('/kantor/penduduk?cari=rahmaw');
    await expect(page.locator('table a')).toHaveText(['SITI RAHMAWATI']);
    await page.goto('/kantor/penduduk/ganda');
    await expect(main(page)).toContainText('Tidak ada data yang tampak ganda');
    await expectWholeOnBothScreens(page);
  });
});

test('an official reads a record and its history but is offered no change', async ({ browser }) => {
  const page = await place.pageOf(browser, await place.staff(['official']));
  await page.goto(`/kantor/penduduk/${siti.id}`);
  await expect(page.getByRole('link', { name: 'Riwayat', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ubah', exact: true })).toHaveCount(0);
  const refused = await page.goto(`/kantor/penduduk/${siti.id}/ubah`);
  expect(refused?.status()).toBe(403);
});
