import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let reporter: Person & { name: string };
let neighbour: Person;
let operator: Person & { name: string };
let secretary: Person;
let official: Person & { name: string };
let photo: { name: string; mimeType: string; buffer: Buffer };

test.setTimeout(240_000);

test.beforeAll(async () => {
  reporter = await place.resident({ name: 'SITI AMINAH', phone: '+6281234567890' });
  neighbour = await place.resident({ name: 'BUDI SANTOSO' });
  operator = await place.staff(['operator']);
  secretary = await place.staff(['secretary']);
  official = await place.staff(['official']);
  const buffer = await sharp({
    create: { width: 900, height: 600, channels: 3, background: '#7a5a2b' },
  })
    .jpeg()
    .toBuffer();
  photo = { name: 'jalan.jpg', mimeType: 'image/jpeg', buffer };
});

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click();
const tick = (page: Page, words: string) =>
  page.locator('.choice label', { hasText: words }).first().click();
const unfold = (page: Page, words: string) =>
  page.locator('summary', { hasText: words }).first().click();
const status = (page: Page) => page.locator('.head .pill').first();
const here = '/layanan-mandiri/aspirasi';

/** Fills in the first page of the form. */
async function write(page: Page, title: string, story: string) {
  await tick(page, 'Pengaduan');
  await page.getByLabel('Tentang apa?').selectOption('jalan');
  await page.getByLabel('Judul singkat').fill(title);
  await page.getByLabel('Ceritanya').fill(story);
}

test('a report from home: mistakes keep what was typed, the office answers, the reporter thanks', async ({
  browser,
}) => {
  const page = await place.pageOf(browser, reporter);
  const desk = await place.pageOf(browser, operator);
  const story = 'Jalan menuju sawah berlubang dalam sejak hujan minggu lalu, motor sering jatuh.';
  let reference = '';

  await test.step('it is written, looked at, and sent with a picture', async () => {
    await page.goto('/layanan-mandiri');
    await page.getByRole('link', { name: 'Aspirasi dan Pengaduan' }).first().click();
    await expect(page.getByText('Belum ada laporan')).toBeVisible();
    await expectWhole(page);
    await page.getByRole('link', { name: 'Buat laporan' }).click();
    await page.getByLabel('Ceritanya').fill(story);
    await press(page, 'Lanjut');
    await expect(page.getByRole('alert')).toContainText('Pilih apa yang ingin Anda sampaikan');
    await expect(page.getByLabel('Ceritanya')).toHaveValue(story);
    await expectWhole(page);
    await write(page, 'Jalan ke sawah berlubang', story);
    await press(page, 'Lanjut');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Periksa laporan Anda');
    await press(page, 'Ubah isian');
    await expect(page.getByLabel('Judul singkat')).toHaveValue('Jalan ke sawah berlubang');
    await press(page, 'Lanjut');
    await expectWhole(page);
    await page.getByLabel('Foto').setInputFiles(photo);
    await press(page, 'Kirim laporan');
    await expect(page.getByText('Laporan Anda terkirim')).toBeVisible();
    await expect(status(page)).toHaveText('Diterima');
    await expectWhole(page);
    reference = new URL(page.url()).pathname.split('/').at(-1)!;
  });

  await test.step('the office verifies, gives it to an official, who answers', async () => {
    await desk.goto('/kantor/pengaduan');
    await expectWhole(desk);
    await desk.getByRole('link', { name: 'Jalan ke sawah berlubang' }).click();
    await expect(desk.getByText('SITI AMINAH')).toBeVisible();
    await expectWhole(desk);
    await press(desk, 'Verifikasi');
    await expect(status(desk)).toHaveText('Diverifikasi');
    // One press leads to WhatsApp with the text ready; nobody goes there from here.
    await expect(desk.getByRole('button', { name: 'Kabari lewat WhatsApp' })).toBeVisible();
    const chat = await place.post(
      `/kantor/pengaduan/${reference}?/kabari`,
      {},
      { headers: { cookie: await place.cookie(operator) } },
    );
    expect(chat.status).toBe(303);
    expect(decodeURIComponent(chat.headers.location ?? '')).toContain(
      `https://wa.me/6281234567890?text=Siti, ada kabar tentang laporan ${reference}`,
    );

    const lead = await place.pageOf(browser, secretary);
    await lead.goto(`/kantor/pengaduan/${reference}`);
    await lead.getByLabel('Ditindaklanjuti oleh').selectOption(official.id);
    await lead.getByLabel('Batas waktu menjawab').fill('99');
    await press(lead, 'Kirim disposisi');
    await expect(lead.getByRole('alert')).toContainText('antara 1 dan 60');
    await expectWhole(lead);
    await lead.getByLabel('Batas waktu menjawab').fill('4');
    await press(lead, 'Kirim disposisi');
    await expect(status(lead)).toHaveText('Didisposisi');

    const worker = await place.pageOf(browser, official);
    await worker.goto('/kantor/pengaduan');
    await worker.getByRole('link', { name: 'Jalan ke sawah berlubang' }).click();
    await press(worker, 'Mulai tindak lanjuti');
    await unfold(worker, 'Catat untuk petugas lain');
    await worker.getByLabel('Catatan', { exact: true }).fill('Sirtu diambil dari gudang.');
    await press(worker, 'Simpan catatan');
    await expect(worker.getByText('Sirtu diambil dari gudang.')).toBeVisible();
    await worker.getByLabel('Jawaban untuk pelapor').fill('Lubang sudah ditimbun sirtu.');
    await press(worker, 'Kirim jawaban');
    await expect(status(worker)).toHaveText('Menunggu Tanggapan Pelapor');
    await expectWhole(worker);
  });

  await test.step('the reporter reads the answer, not the note, and is satisfied', async () => {
    await page.goto(`${here}/${reference}`);
    await expect(page.getByText('Lubang sudah ditimbun sirtu.').first()).toBeVisible();
    await expect(page.getByText('gudang')).toHaveCount(0);
    await expectWhole(page);
    await press(page, 'Ya, sudah selesai');
    await expect(status(page)).toHaveText('Selesai');
    await press(page, /^Puas/);
    await expect(page.getByText('Anda puas.')).toBeVisible();
    await unfold(page, 'Masih bermasalah? Buka lagi');
    await page.getByLabel('Mengapa dibuka lagi?').fill('Berlubang lagi setelah hujan.');
    await press(page, 'Buka lagi laporan');
    await expect(status(page)).toHaveText('Diverifikasi');
    await expectWhole(page);
  });

  await test.step('anyone reads it on the board, and a neighbour joins instead of repeating it', async () => {
    const anyone = await place.pageOf(browser);
    await anyone.goto('/aspirasi');
    await expectWhole(anyone);
    await anyone.getByRole('link', { name: 'Jalan ke sawah berlubang' }).click();
    await expect(anyone.getByText('S. A.')).toBeVisible();
    await expect(anyone.locator('main')).not.toContainText('SITI');
    await expectWhole(anyone);

    const other = await place.pageOf(browser, neighbour);
    await other.goto(`${here}/baru`);
    await write(other, 'Jalan sawah berlubang', 'Jalan ke sawah berlubang parah, tolong ditimbun.');
    await press(other, 'Lanjut');
    await expect(other.getByText('Sudah ada laporan yang mirip')).toBeVisible();
    await expectWhole(other);
    await press(other, 'Sama, saya dukung');
    await expect(other.getByText('Anda ikut mendukung laporan itu')).toBeVisible();
    await expectWhole(other);
  });
});

test('a secret report about an official: opened with a reason, and never by the official', async ({
  browser,
}) => {
  const page = await place.pageOf(browser, neighbour);
  await page.goto(`${here}/baru`);
  await write(page, 'Diminta uang untuk surat', 'Saya diminta uang untuk surat yang gratis.');
  await unfold(page, 'Tentang perangkat desa?');
  await tick(page, official.name.toUpperCase());
  await tick(page, 'Rahasia');
  await press(page, 'Lanjut');
  await expect(page.getByText('tidak tampil di papan desa, nama dikunci')).toBeVisible();
  await press(page, 'Kirim laporan');
  await expect(page.getByText('Laporan Anda terkirim')).toBeVisible();
  const reference = new URL(page.url()).pathname.split('/').at(-1)!;

  const lead = await place.pageOf(browser, secretary);
  await lead.goto(`/kantor/pengaduan/${reference}`);
  await expect(lead.locator('main')).not.toContainText('BUDI');
  await unfold(lead, 'Buka identitas pelapor');
  await lead.getByLabel('Untuk apa identitas dibuka?').fill('Perlu saksi pemeriksaan.');
  await press(lead, 'Buka identitas');
  await expect(lead.getByText('BUDI SANTOSO')).toBeVisible();
  await expectWhole(lead);

  const accused = await place.pageOf(browser, official);
  await accused.goto('/kantor/pengaduan?daftar=semua&cari=uang');
  await expect(accused.getByText('Tidak ada laporan di daftar ini')).toBeVisible();
  expect((await accused.goto(`/kantor/pengaduan/${reference}`))?.status()).toBe(404);

  await page.reload();
  await expect(page.getByText('Perlu saksi pemeriksaan.')).toBeVisible();
});

test('without signing in: sent with a contact, followed by number and code', async ({
  browser,
}) => {
  const page = await place.pageOf(browser);
  await page.goto('/aspirasi/baru');
  await expectWhole(page);
  await write(page, 'Kapan jembatan diperbaiki?', 'Mohon kabar kapan jembatan kecil diperbaiki.');
  await press(page, 'Lanjut');
  await expect(page.getByRole('alert')).toContainText('Tulis nomor HP atau alamat email Anda.');
  await page.getByLabel('Nomor HP atau email').fill('0812 3456 7890');
  await press(page, 'Lanjut');
  await expectWhole(page);
  // Nobody types all that in less than three seconds.
  await page.waitForTimeout(3000);
  await press(page, /Kirim laporan|Tetap kirim/);
  await expect(page.getByText('Catat atau foto keduanya')).toBeVisible();
  await expectWhole(page);
  const [reference, code] = new URL(page.url()).pathname.split('/').slice(-2);

  await page.goto('/aspirasi/tiket');
  await page.getByLabel('Nomor tiket').fill(reference!.toLowerCase());
  await page.getByLabel('Kode rahasia').fill('salah');
  await press(page, 'Lihat');
  await expect(page.getByRole('alert')).toContainText('16 huruf dan angka');
  await page.getByLabel('Kode rahasia').fill(code!);
  await press(page, 'Lihat');
  await page.getByLabel('Tambah keterangan').fill('Yang dekat sekolah.');
  await press(page, 'Kirim pesan');
  await expect(page.getByText('Yang dekat sekolah.')).toBeVisible();
  await expectWhole(page);
});
