import type { Page } from '@playwright/test';
import { photo } from '../../letters/letter-office.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage } from '../world.ts';

const place = useVillage('Batu Putih');

test.setTimeout(240_000);

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const unfold = (page: Page, words: string) =>
  page.locator('summary', { hasText: words }).first().click();
const scan = async () => ({
  name: 'surat.jpg',
  mimeType: 'image/jpeg',
  buffer: Buffer.from((await photo()).bytes),
});

test('a letter comes in: entered with its scan, given to somebody, followed up, found again', async ({
  browser,
}) => {
  const official = await place.staff(['official'], { name: 'Sri Wahyuni' });
  const operator = await place.pageOf(browser, await place.staff(['operator']));
  await operator.goto('/kantor/surat/masuk/baru');
  await expectWhole(operator);
  await operator.getByLabel('Pengirim', { exact: true }).fill('Camat Taliwang');
  await operator.getByLabel('Pindaian atau foto surat').setInputFiles(await scan());
  await press(operator, 'Simpan surat masuk');
  await expect(operator.getByRole('alert')).toContainText('Tulis isi singkat surat');
  await expect(operator.getByLabel('Pengirim', { exact: true })).toHaveValue('Camat Taliwang');
  await expectWhole(operator);
  await operator.getByLabel('Isi singkat').fill('Undangan rapat koordinasi');
  await operator.getByLabel('Nomor surat pengirim').fill('005/118/KEC-TLW/XI/2026');
  await operator.getByLabel('Pindaian atau foto surat').setInputFiles(await scan());
  await press(operator, 'Simpan surat masuk');
  await expect(operator.getByText('Surat masuk tercatat')).toBeVisible();
  await expect(operator.getByRole('img', { name: 'Pindaian surat' })).toBeVisible();
  await expectWhole(operator);
  const address = new URL(operator.url()).pathname;

  const head = await place.pageOf(browser, await place.staff(['head']));
  await head.goto(address);
  await head.getByLabel(/Sri Wahyuni/).check({ force: true });
  await press(head, 'Kirim disposisi');
  await expect(head.getByRole('alert')).toContainText('Tulis apa yang harus dilakukan');
  await expect(head.getByLabel(/Sri Wahyuni/)).toBeChecked();
  await head.getByLabel('Isi disposisi').fill('Hadiri dan laporkan');
  await press(head, 'Kirim disposisi');
  await expect(head.getByText('Disposisi tercatat')).toBeVisible();
  await expectWhole(head);

  const given = await place.pageOf(browser, official);
  await given.goto('/kantor/surat/masuk');
  await expectWhole(given);
  await given.getByRole('link', { name: /Undangan rapat koordinasi/ }).click();
  await given.getByLabel('Apa yang sudah dilakukan?').fill('Rapat sudah dihadiri.');
  await press(given, 'Selesai');
  await expect(given.getByText('Tindak lanjut tercatat.')).toBeVisible();
  await expect(given.getByText('Rapat sudah dihadiri.')).toBeVisible();
  await expectWhole(given);

  await operator.goto('/kantor/surat/arsip?cari=koordinasi');
  await expect(operator.getByRole('link', { name: /Undangan rapat koordinasi/ })).toBeVisible();
  await expectWhole(operator);
});

test('the office writes: a number, sent, another void; numbers set aside; what the agenda says', async ({
  browser,
}) => {
  const operator = await place.pageOf(browser, await place.staff(['operator']));
  const write = async (subject: string) => {
    await operator.goto('/kantor/surat/keluar/baru');
    await operator.getByLabel('Ditujukan kepada').fill('Ketua RT se-Desa');
    await operator.getByLabel('Isi singkat').fill(subject);
    await operator.getByLabel('Kode klasifikasi').fill('400.10.2');
    await press(operator, 'Ambil nomor dan simpan');
    await expect(operator.getByText('sudah bernomor dan tercatat')).toBeVisible();
  };
  await test.step('a letter that is sent', async () => {
    await write('Undangan kerja bakti');
    await unfold(operator, 'Catat pengiriman');
    await operator.getByLabel('Yang menerima').fill('Pak RT 001');
    await press(operator, 'Simpan pengiriman');
    await expect(operator.getByText('Pengiriman tercatat')).toBeVisible();
    await expectWhole(operator);
  });
  await test.step('one that is void', async () => {
    await write('Laporan yang salah alamat');
    await unfold(operator, 'Batalkan nomor ini');
    await operator.getByLabel('Alasan pembatalan').fill('Salah tujuan');
    await press(operator, 'Batalkan nomor surat');
    await expect(operator.getByText('Nomor ini dibatalkan')).toBeVisible();
    await expectWhole(operator);
    await operator.goto('/kantor/surat/keluar');
    await expectWhole(operator);
  });
  await test.step('numbers set aside', async () => {
    await operator.goto('/kantor/surat/nomor');
    await operator.getByLabel('Berapa nomor').fill('2');
    await press(operator, 'Cadangkan');
    await expect(operator.getByRole('alert').first()).toBeVisible();
    await operator.getByLabel('Untuk apa').fill('Surat saat listrik padam');
    await press(operator, 'Cadangkan');
    await expect(operator.getByText('Tersimpan')).toBeVisible();
    await expectWhole(operator);
    await unfold(operator, 'Batalkan nomor ini');
    await operator.getByLabel('Alasan', { exact: true }).first().fill('Kertasnya rusak');
    await operator.getByRole('button', { name: 'Batalkan nomor' }).first().click();
    await expect(operator.getByRole('cell', { name: 'Batal', exact: true })).toHaveCount(2);
    await expectWhole(operator);
  });
  await test.step('the agenda leaves nothing out', async () => {
    await operator.goto('/kantor/buku/agenda');
    for (const words of ['Batal: Kertasnya rusak', 'Dicadangkan: Surat saat listrik padam'])
      await expect(operator.getByText(words)).toBeVisible();
    await expect(operator.getByText(/Batal .*: Salah tujuan/)).toBeVisible();
    await expectWhole(operator);
  });
  await test.step('the letterhead is seen before it is kept', async () => {
    const admin = await place.pageOf(browser, await place.staff(['admin']));
    await admin.goto('/kantor/pengaturan/kop');
    await expectWhole(admin);
    await admin.getByLabel('Baris di bawah nama').fill('Jalan Pendidikan 1, Batu Putih');
    await press(admin, 'Lihat contoh');
    await expect(admin.getByRole('img', { name: /Contoh surat/ })).toBeVisible();
    await press(admin, 'Simpan');
    await expect(admin.getByText('Tersimpan')).toBeVisible();
    await expect(admin.getByLabel('Baris di bawah nama')).toHaveValue(
      'Jalan Pendidikan 1, Batu Putih',
    );
    await expectWhole(admin);
  });
});
