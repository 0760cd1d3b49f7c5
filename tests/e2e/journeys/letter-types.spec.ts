import type { Page } from '@playwright/test';
import { ensureCertificate } from '../../../src/lib/server/letters/index.ts';
import { withVillage } from '../../../src/lib/server/platform/index.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage } from '../world.ts';

const place = useVillage('Batu Putih');
// A whole journey: longer than one page's test.
test.setTimeout(360_000);

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Opens a part of the letter type; its tab may carry a count of mistakes. */
const open = (page: Page, part: string) =>
  page
    .getByRole('navigation', { name: 'Bagian jenis surat' })
    .getByRole('link', { name: part })
    .click();

test('a village makes a letter of its own, publishes it, uses it, and goes back', async ({
  browser,
  javaScriptEnabled,
}) => {
  const secretary = await place.staff(['secretary', 'operator']);
  await place.staff(['head'], { name: 'H. Abdul Rahman' });
  await withVillage(place.village.id, (tx) => ensureCertificate(tx, place.village));
  const siti = await place.resident({ name: 'SITI AMINAH', sex: 2, birth_date: '1990-06-01' });
  const page = await place.pageOf(browser, secretary);

  await test.step('a copy of another letter', async () => {
    await page.goto('/kantor/surat/jenis');
    await expectWhole(page);
    await page.getByRole('link', { name: 'Tambah jenis surat' }).click();
    await press(page, 'Buat jenis surat');
    await expect(page.getByRole('alert')).toContainText('Tulis nama suratnya');
    await expectWhole(page);
    await page.getByLabel('Nama surat').fill('Surat Keterangan Kios');
    await page.getByLabel('Mulai dari').selectOption({ label: 'Surat Keterangan Usaha' });
    await press(page, 'Buat jenis surat');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Surat Keterangan Kios');
    await expect(page.locator('.pill')).toHaveText('Belum terbit');
    await expectWhole(page);
  });

  await test.step('a question more, which the letter does not use yet', async () => {
    await open(page, 'Pertanyaan');
    await page.getByLabel('Pertanyaan', { exact: true }).fill('Jumlah pegawai');
    await page.getByLabel('Bentuk jawabannya').selectOption('number');
    await press(page, 'Tambah pertanyaan');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jumlah pegawai');
    await expectWhole(page);
    await page.getByLabel('Satuan').fill('orang');
    await page.getByLabel('Paling besar').fill('banyak');
    await press(page, 'Simpan');
    await expect(page.getByRole('alert')).toContainText('Tulis dengan angka');
    await expect(page.getByLabel('Satuan')).toHaveValue('orang');
    await page.getByLabel('Paling besar').fill('500');
    await press(page, 'Simpan');
    await expect(page.getByText('Tersimpan sebagai konsep')).toBeVisible();
    await expect(page.getByText('tidak dipakai dalam surat')).toBeVisible();
    await expectWhole(page);
  });

  await test.step('a mistake in the text is told at its line, and keeps it from being published', async () => {
    await open(page, 'Isi surat');
    await expectWhole(page);
    const text = page.getByRole('textbox', { name: 'Isi surat' });
    const before = await text.inputValue();
    await text.fill(`Pegawai: {{answers.jumlahPegawaii}} orang.\n\n${before}`);
    if (!javaScriptEnabled) await press(page, 'Periksa');
    await expect(page.getByText('Mungkin maksud Anda {{answers.jumlahPegawai}}?')).toBeVisible();
    await expect(page.locator('#kesalahan-isi')).toContainText('Baris 1:');
    await press(page, 'Simpan');
    await expect(page.getByText('Tersimpan sebagai konsep')).toBeVisible();
    await expectWhole(page);
    await open(page, 'Ringkasan');
    await expect(page.getByText('Perlu diperbaiki sebelum terbit')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Terbitkan' })).toHaveCount(0);
    await expectWhole(page);

    await open(page, 'Isi surat');
    if (javaScriptEnabled) {
      await text.fill(`Pegawai: \n\n${before}`);
      await text.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(9, 9));
      const drawn = page.waitForResponse((answer) => answer.url().endsWith('/gambar'));
      await page.locator('summary', { hasText: 'Sisipkan isian' }).click();
      await press(page, 'Sisipkan Jumlah pegawai');
      await expect(text).toHaveValue(/^Pegawai: \{\{answers\.jumlahPegawai\}\}\n/);
      expect((await drawn).status()).toBe(200);
      await expect(page.getByText('Tidak ada kesalahan dalam isi surat.')).toBeVisible();
      await expect(page.locator('img.sheet')).toHaveAttribute('src', /^blob:/);
    } else await text.fill(`Pegawai: {{answers.jumlahPegawai}}\n\n${before}`);
    await press(page, 'Simpan');
    await expect(page.getByText('Tidak ada kesalahan dalam isi surat.')).toBeVisible();
  });

  await test.step('tried with a resident', async () => {
    await open(page, 'Coba');
    const search = page.getByRole('searchbox', { name: 'Cari nama atau NIK' });
    await search.fill('siti aminah');
    await search.press('Enter');
    await page.getByRole('link', { name: 'SITI AMINAH' }).click();
    const letter = page.getByRole('img', {
      name: 'Contoh Surat Keterangan Kios untuk SITI AMINAH',
    });
    await expect(letter).toBeVisible();
    await expect
      .poll(() => letter.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    await expectWhole(page);
  });

  await test.step('published', async () => {
    await open(page, 'Ringkasan');
    await page.getByLabel(/^Catatan perubahan/).fill('Terbit pertama kali');
    await press(page, 'Terbitkan');
    await expect(page.getByText('Diterbitkan.')).toBeVisible();
    await expectWhole(page);
  });

  await test.step('a resident asks for it, and the office sees it', async () => {
    const resident = await place.pageOf(browser, siti);
    await resident.goto('/layanan/surat-keterangan-kios');
    await expect(resident.getByRole('heading', { level: 1 })).toHaveText('Surat Keterangan Kios');
    await resident.goto('/layanan-mandiri/surat/surat-keterangan-kios');
    await press(resident, 'Mulai isi');
    await expect(resident.getByLabel('Jumlah pegawai')).toBeVisible();
    await expectWhole(resident);
  });

  await test.step('a second version, the two compared, and back to the first', async () => {
    await open(page, 'Isi surat');
    const text = page.getByRole('textbox', { name: 'Isi surat' });
    await text.fill(`${await text.inputValue()}\n\nKalimat kedua.`);
    await press(page, 'Simpan');
    await open(page, 'Ringkasan');
    await press(page, 'Terbitkan');
    await open(page, 'Riwayat');
    await expect(page.getByText('Terbit pertama kali')).toBeVisible();
    await expectWhole(page);
    await press(page, 'Bandingkan');
    await expect(page.locator('.diff ins').last()).toContainText('Kalimat kedua.');
    await expectWhole(page);
    await open(page, 'Riwayat');
    await page.getByRole('button', { name: /Kembali ke sini.*Versi 1/ }).click();
    await expect(page.getByText('Diterbitkan.')).toBeVisible();
    await page.goto('/kantor/surat/jenis/surat-keterangan-kios/isi');
    await expect(text).not.toHaveValue(/Kalimat kedua/);
  });
});
