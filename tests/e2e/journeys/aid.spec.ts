import type { Page } from '@playwright/test';
import { withVillage } from '../../../src/lib/server/platform/index.ts';
import { declareTestChange, makeFamily, makeResident } from '../../factories.ts';
import { photo } from '../../letters/letter-office.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let head: Person & { name: string };
let neighbour: Person & { name: string };
let nik: string;

test.setTimeout(180_000);

test.beforeAll(async () => {
  const family = async (name: string, make: typeof place.resident) => {
    const id = await makeFamily(place.village.id);
    const person = await make({ name, family_id: id, relation: 1, birth_date: '1980-02-03' });
    await withVillage(place.village.id, async (tx) => {
      await declareTestChange(tx);
      await tx.updateTable('family').set({ head_id: person.id }).where('id', '=', id).execute();
    });
    return person;
  };
  head = await family('AHMAD SYUKRI', place.resident);
  neighbour = await family('HARTINI', place.resident);
  ({ nik } = await makeResident(place.village.id, { name: 'TANPA KELUARGA' }));
});

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const open = (page: Page, name: string) => page.locator('summary', { hasText: name }).click();
const tick = (page: Page, words: string) =>
  page.locator('.choice label', { hasText: words }).click();
const status = (page: Page) => page.locator('.head .pill');

test('a programme from the first stage to aid in hand, a proposal and an objection answered', async ({
  browser,
}) => {
  const operator = await place.pageOf(browser, await place.staff(['operator']));
  const secretary = await place.pageOf(browser, await place.staff(['secretary']));
  const page = await place.pageOf(browser, head);
  const other = await place.pageOf(browser, neighbour);
  let programme = '';

  await test.step('the office enters a programme and its stage', async () => {
    await operator.goto('/kantor/bantuan');
    await expect(operator.getByText('Belum ada program bantuan')).toBeVisible();
    await expectWhole(operator);
    await operator
      .getByRole('link', { name: /Tambah program/ })
      .first()
      .click();
    await press(operator, 'Simpan program');
    await expect(operator.getByRole('alert')).toContainText('Tulis nama program');
    await expectWhole(operator);
    await operator.getByLabel('Nama program').fill('BLT Dana Desa');
    await operator.getByLabel('Penyelenggara').selectOption('Desa');
    await operator.getByLabel('Sumber dana').selectOption('Dana Desa');
    await operator.getByLabel('Sasaran').selectOption('Keluarga (KK)');
    await operator.getByLabel('Bentuk bantuan').selectOption('Uang');
    await operator.getByLabel(/Jumlah setiap tahap/).fill('300.000');
    await press(operator, 'Simpan program');
    await expect(operator.getByRole('status')).toContainText('Program tersimpan');
    programme = new URL(operator.url()).pathname;
    await open(operator, 'Tambah tahap');
    await operator.getByLabel('Nama tahap yang baru').fill('Tahap 1');
    await operator.getByLabel('Rencana penyaluran yang baru').fill('2026-12-10');
    await press(operator, 'Simpan tahap baru');
    await expect(operator.locator('main')).toContainText('Tahap 1, 10 Desember 2026, Rp300.000');
    await expectWhole(operator);
  });

  await test.step('the head of a family proposes it', async () => {
    await page.goto('/layanan-mandiri');
    await page.getByRole('link', { name: 'Informasi Bantuan Sosial' }).click();
    await expect(page.getByText('Belum ada bantuan atas nama Anda')).toBeVisible();
    await expectWhole(page);
    await page.getByRole('link', { name: 'Usulkan penerima bantuan' }).click();
    await tick(page, 'Saya sendiri');
    await press(page, 'Kirim usul');
    await expect(page.getByRole('alert')).toContainText('Tulis alasannya');
    await expectWhole(page);
    await page.getByLabel('Mengapa perlu dibantu?').fill('Rumah kami rusak karena banjir.');
    await press(page, 'Kirim usul');
    await expect(status(page)).toHaveText('Menunggu jawaban');
    await expectWhole(page);
  });

  await test.step('the office answers, verifies, and the meeting decides', async () => {
    await operator.goto('/kantor/bantuan/usulan');
    await operator.getByRole('link', { name: 'Usul: AHMAD SYUKRI' }).click();
    await tick(operator, 'Diterima:');
    await press(operator, 'Kirim jawaban');
    await expect(operator.getByRole('alert')).toContainText('Tulis jawaban');
    await expectWhole(operator);
    await operator.getByLabel('Jawaban untuk warga').fill('Dibahas dalam musyawarah desa.');
    await press(operator, 'Kirim jawaban');
    await expect(status(operator)).toHaveText('Diterima');
    await operator.getByRole('link', { name: 'Buka penerima' }).click();
    await press(operator, 'Sudah diverifikasi');
    await expect(status(operator)).toHaveText('Diverifikasi');
    await secretary.goto(operator.url());
    await secretary.getByLabel('Nomor berita acara').fill('BA Musdes 04/BPD/2026');
    await press(secretary, 'Tetapkan');
    await expect(status(secretary)).toHaveText('Ditetapkan');
    await expectWhole(secretary);
    await operator.reload();
    await press(operator, 'Aktifkan');
    await expect(status(operator)).toHaveText('Aktif');
  });

  await test.step('it is handed out with a proof, and the family reads when', async () => {
    await open(operator, 'Catat penyaluran');
    const { bytes } = await photo();
    await operator.getByLabel(/^Bukti/).setInputFiles({
      name: 'tanda-terima.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from(bytes),
    });
    await press(operator, 'Simpan penyaluran');
    await expect(operator.locator('main')).toContainText('Bukti: tanda-terima.jpg');
    await expectWhole(operator);
    await page.goto('/layanan-mandiri/bantuan-sosial');
    await expect(page.locator('main')).toContainText('Terakhir diterima: Tahap 1');
    await expectWhole(page);
    await page.getByRole('link', { name: 'BLT Dana Desa', exact: true }).click();
    await expect(page.locator('main')).toContainText('BA Musdes 04/BPD/2026');
    await expectWhole(page);
    // Nobody else reads it.
    expect((await other.goto(page.url()))?.status()).toBe(404);
  });

  await test.step('letters for those who receive begin with their list', async () => {
    await operator.goto(programme);
    await operator.getByRole('link', { name: 'Buat surat untuk daftar ini' }).click();
    await press(operator, 'Mulai');
    await expect(operator.getByRole('alert')).toContainText('Pilih jenis surat');
    await expect(operator.locator('main')).toContainText('1 penerima BLT Dana Desa (Aktif)');
    await expect(operator.getByLabel('Nama daftar')).toHaveValue('Penerima BLT Dana Desa');
    await expectWhole(operator);
    await operator.getByLabel('Jenis surat').selectOption({ label: 'Surat Keterangan Umur' });
    await press(operator, 'Mulai');
    await operator.getByLabel('Keperluan').fill('pengambilan bantuan di kantor pos');
    await press(operator, 'Simpan');
    await expect(operator.getByRole('link', { name: 'AHMAD SYUKRI' })).toBeVisible();
  });

  await test.step('recipients come from a file after it was checked', async () => {
    await operator.goto(`${programme}/impor`);
    await operator.getByLabel('Berkas Excel atau CSV').setInputFiles({
      name: 'penerima.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`nik,nama\n${nik},TANPA KELUARGA\n5207024106990099,TIDAK ADA\n`),
    });
    await press(operator, 'Kirim dan periksa');
    await expect(operator.locator('table')).toContainText('Tidak ada di data penduduk');
    await expect(operator.locator('table')).toContainText('Tidak cocok dengan sasaran');
    await expect(operator.getByText('Tidak ada baris yang bisa dimasukkan')).toBeVisible();
    await expectWhole(operator);
    await press(operator, 'Buang berkas ini');
    await expect(operator).toHaveURL(programme);
  });

  await test.step('the meeting has the names published, and a neighbour objects', async () => {
    await secretary.goto(programme);
    await open(secretary, 'Umumkan daftar penerima');
    await secretary.getByLabel('Keputusan yang memerintahkannya').fill('BA Musdes 04/BPD/2026');
    await press(secretary, 'Umumkan');
    await other.goto('/bantuan');
    await expectWhole(other);
    await other.getByRole('link', { name: 'BLT Dana Desa' }).click();
    await expect(other.locator('table')).toContainText('AHMAD SYUKRI');
    await expect(other.locator('main')).not.toContainText(/\d{16}/);
    await expect(other.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
    await expectWhole(other);
    await other.getByRole('link', { name: 'Sanggah' }).click();
    await other.getByLabel('Alasan').fill('Rumahnya sudah diperbaiki bulan lalu.');
    await press(other, 'Kirim sanggahan');
    await expect(status(other)).toHaveText('Menunggu jawaban');
    await expectWhole(other);
    await secretary.goto('/kantor/bantuan/usulan');
    await secretary.getByRole('link', { name: 'Sanggah: AHMAD SYUKRI' }).click();
    await tick(secretary, 'Tidak diterima');
    await secretary.getByLabel('Jawaban untuk warga').fill('Sudah diperiksa, masih berhak.');
    await press(secretary, 'Kirim jawaban');
    await other.reload();
    await expect(status(other)).toHaveText('Tidak diterima');
    await expect(other.locator('main')).toContainText('masih berhak');
    await page.goto('/layanan-mandiri/pemberitahuan');
    await expect(page.locator('main')).not.toContainText('anggah');
  });
});
