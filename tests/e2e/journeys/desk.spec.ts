import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { withVillage } from '../../../src/lib/server/platform/index.ts';
import { goodPin, makeHolder } from '../../access/people.ts';
import { declareTestChange, makeFamily, makeResident } from '../../factories.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage } from '../world.ts';

const place = useVillage('Batu Putih');

test.setTimeout(240_000);

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const saved = (page: Page) => page.getByText('Tersimpan dan langsung berlaku');

test('the admin sets up the village; wrong answers keep what was typed', async ({ browser }) => {
  const page = await place.pageOf(browser, await place.staff(['admin']));
  await page.goto('/kantor/pengaturan');
  await expectWhole(page);
  await page.getByRole('link', { name: 'Kantor desa', exact: true }).click();
  await expectWhole(page);

  await test.step('office and hours', async () => {
    await page.getByLabel('Alamat kantor').fill('Jalan Raya Taliwang No. 12');
    await page.getByLabel('Kode pos').fill('84');
    await press(page, 'Simpan');
    await expect(page.getByRole('alert')).toContainText('Kode pos terdiri dari 5 angka.');
    await expect(page).toHaveTitle(/^Perlu diperbaiki/);
    await expectWhole(page);
    await expect(page.getByLabel('Alamat kantor')).toHaveValue('Jalan Raya Taliwang No. 12');
    await page.getByLabel('Kode pos').fill('84455');
    await press(page, 'Simpan');
    await expect(saved(page)).toBeVisible();
    const anyone = await place.pageOf(browser);
    await anyone.goto('/');
    await expect(anyone.getByText('Jalan Raya Taliwang No. 12').first()).toBeVisible();
  });

  await test.step('the number pattern shows what it makes before it is saved', async () => {
    await page.goto('/kantor/pengaturan/surat');
    await page.getByLabel('Singkatan desa').fill('BTP');
    await page.getByLabel('Pola nomor').fill('{kode_surat}/{nomor,4}/{singkatan_desa}/{tahun}');
    await press(page, 'Lihat contoh');
    await expect(page.locator('#contoh')).toContainText(/SKU\/0007\/BTP\/20\d\d/);
    await expectWhole(page);
    await press(page, 'Simpan');
    await expect(saved(page)).toBeVisible();
    await expect(page.getByLabel('Pola nomor')).toHaveValue(/nomor,4/);
  });

  await test.step('logo and colour', async () => {
    await page.goto('/kantor/pengaturan/tampilan');
    const buffer = await sharp({
      create: { width: 80, height: 80, channels: 4, background: '#0e5a44' },
    })
      .png()
      .toBuffer();
    await page
      .getByLabel('Pilih logo')
      .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
    await press(page, 'Pasang logo');
    await expect(saved(page)).toBeVisible();
    const { status, headers } = await place.ask('/logo');
    expect([status, headers['content-type']]).toEqual([200, 'image/png']);
    const again = await place.ask('/logo', { headers: { 'if-none-match': String(headers.etag) } });
    expect(again.status).toBe(304);
    await page.getByLabel('Warna', { exact: true }).fill('#ffee00');
    await press(page, 'Pakai warna ini');
    await expect(page.getByRole('alert')).toContainText('terlalu terang');
    await expectWhole(page);
    await page.getByLabel('Warna', { exact: true }).fill('#1a4a7a');
    await press(page, 'Pakai warna ini');
    await expect(saved(page)).toBeVisible();
    await expectWhole(page);
    await press(page, 'Kembali ke hijau bawaan');
    await expect(saved(page)).toBeVisible();
    await press(page, 'Hapus logo');
    await expect(saved(page)).toBeVisible();
  });

  await test.step('holidays and phrases', async () => {
    await page.goto('/kantor/pengaturan/libur');
    if (await page.getByRole('button', { name: 'Tambahkan semuanya' }).count())
      await press(page, 'Tambahkan semuanya');
    await expect(page.getByText('Hari Kemerdekaan Republik Indonesia').first()).toBeVisible();
    await expectWhole(page);
    await page.goto('/kantor/pengaturan/kalimat');
    const sentence = `Foto ${crypto.randomUUID()} tidak terbaca. Foto ulang di tempat terang.`;
    await page.getByLabel('Kalimat', { exact: true }).fill(sentence);
    await press(page, 'Simpan kalimat');
    await expect(page.getByText(sentence).first()).toBeVisible();
    await expectWhole(page);
    await page.getByRole('button', { name: sentence }).click();
    await expect(page.getByText(sentence)).toHaveCount(0);
  });

  await test.step('a certificate of its own; a wrong file changes nothing', async () => {
    await page.goto('/kantor/pengaturan/sertifikat/impor');
    await page
      .getByLabel('Berkas sertifikat')
      .setInputFiles({ name: 'a.p12', mimeType: 'text/plain', buffer: Buffer.from('bukan') });
    await page.getByLabel('Kata sandi sertifikat').fill('rahasia');
    await press(page, 'Pasang');
    await expect(page.getByRole('alert')).toContainText('bukan sertifikat tanda tangan');
    await expectWhole(page);
    await page.goto('/kantor/pengaturan/sertifikat/baru');
    await expectWhole(page);
    await press(page, 'Ya, buat sertifikat baru');
    await expect(page.getByText('Sertifikat baru dibuat dan langsung dipakai')).toBeVisible();
    await expectWhole(page);
  });
});

test('the overseer reads the trail, checks it, and changes nothing', async ({ browser }) => {
  const admin = await place.pageOf(browser, await place.staff(['admin']));
  await admin.goto('/kantor/pengaturan/desa');
  await admin.getByLabel('Telepon kantor').fill(`0372-8${Date.now() % 100_000}`);
  await press(admin, 'Simpan');
  await expect(saved(admin)).toBeVisible();

  const overseer = await place.pageOf(browser, await place.staff(['overseer']));
  await overseer.goto('/kantor/jejak');
  await expect(heading(overseer)).toHaveText('Jejak');
  await expect(overseer.getByText('mengubah pengaturan desa: telepon').first()).toBeVisible();
  await expectWhole(overseer);
  await press(overseer, 'Periksa keutuhan');
  await expect(overseer.getByText('Jejak utuh')).toBeVisible();

  await test.step('filtered by the address alone', async () => {
    await overseer.getByLabel('Kegiatan').selectOption({ label: 'Pemeriksaan jejak' });
    await press(overseer, 'Saring');
    await expect(overseer).toHaveURL(/kelompok=trail/);
    await expect(overseer.getByText('memeriksa keutuhan jejak').first()).toBeVisible();
    await expect(overseer.getByText('mengubah pengaturan desa')).toHaveCount(0);
    await overseer.getByLabel('Tentang').fill('SITI');
    await press(overseer, 'Saring');
    await expect(overseer.getByRole('alert')).toContainText('Tidak ada permohonan');
    await expectWhole(overseer);
  });

  await test.step('settings are closed to it', async () => {
    for (const path of ['', '/desa', '/surat', '/tampilan', '/libur', '/kalimat', '/sertifikat']) {
      const answer = await overseer.goto(`/kantor/pengaturan${path}`);
      expect(answer?.status(), path).toBe(403);
    }
  });
});

test('a resident reads their data, sees who looked, and takes it along', async ({ browser }) => {
  const family_id = await makeFamily(place.village.id);
  const holder = await makeHolder(
    place.village,
    {},
    { name: 'AHMAD SYUKRI', relation: 1, family_id },
  );
  const child = await makeResident(place.village.id, {
    name: 'RIZKI RAMADHAN',
    relation: 4,
    birth_date: '2015-06-10',
    family_id,
  });
  await withVillage(place.village.id, async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('family')
      .set({ head_id: holder.id })
      .where('id', '=', family_id)
      .execute();
  });
  const page = await place.pageOf(browser, { kind: 'resident', id: holder.id });
  await page.goto('/layanan-mandiri');
  await page.getByRole('link', { name: 'Data Kependudukan Pribadi' }).click();
  await expect(page.getByText('AHMAD SYUKRI').first()).toBeVisible();
  await expectWhole(page);

  await test.step('numbers are shown when asked for, and never in the address', async () => {
    await expect(page.getByText(holder.nik)).toHaveCount(0);
    await press(page, 'Tampilkan NIK dan nomor lain');
    await expect(page.getByText(holder.nik)).toBeVisible();
    expect(page.url()).not.toContain(holder.nik);
    await expectWhole(page);
    await page.getByRole('link', { name: 'Sembunyikan nomor' }).click();
    await expect(page.getByText(holder.nik)).toHaveCount(0);
  });

  await test.step('the head opens a child’s data', async () => {
    await page.getByRole('link', { name: child.name }).click();
    await expect(heading(page)).toHaveText('RIZKI RAMADHAN');
    await expectWhole(page);
    await page.goto('/layanan-mandiri/data-diri');
  });

  await test.step('an officer’s look is told', async () => {
    const officer = await place.pageOf(
      browser,
      await place.staff(['operator'], { name: 'Rahmat' }),
    );
    await officer.goto(`/kantor/penduduk/${holder.id}`);
    await page.getByRole('link', { name: 'Siapa yang melihat data saya' }).click();
    await expect(page.getByText('Rahmat, Kasi Pelayanan').first()).toBeVisible();
    await expectWhole(page);
    await page.getByRole('link', { name: 'Saya sendiri' }).click();
    await expect(page.getByText('Membaca data sendiri').first()).toBeVisible();
    await expectWhole(page);
  });

  await test.step('all of it is taken along, after the PIN where the sign-in is old', async () => {
    await withVillage(place.village.id, (tx) =>
      tx
        .updateTable('session')
        .set({ proved_at: new Date(Date.now() - 3_600_000) })
        .where('resident_id', '=', holder.id)
        .execute(),
    );
    await page.goto('/layanan-mandiri/data-diri/ambil/berkas');
    await expect(page).toHaveURL(/\/ambil$/);
    await expectWhole(page);
    await page.getByLabel('PIN Anda').fill('000001');
    await press(page, 'Lanjut');
    await expect(page.getByRole('alert')).toContainText('tidak cocok');
    await page.getByLabel('PIN Anda').fill(goodPin);
    await press(page, 'Lanjut');
    const arriving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Unduh data saya' }).click();
    const data = JSON.parse(readFileSync(await (await arriving).path(), 'utf8'));
    expect(data.data_kependudukan).toMatchObject({ nama: 'AHMAD SYUKRI', nik: holder.nik });
    await expectWhole(page);
  });
});
