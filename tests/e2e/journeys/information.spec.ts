import { villageDate, addDays } from '../../../src/lib/domain/dates-id.ts';
import { now } from '../../../src/lib/server/platform/index.ts';
import sharp from 'sharp';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let editor: Person;
let writer: Person;
let resident: Person;

test.beforeAll(async () => {
  editor = await place.staff(['editor'], { name: 'Lale Rahmawati' });
  writer = await place.staff(['official'], { name: 'M. Yasin' });
  resident = await place.resident();
});

const picture = async () => ({
  name: 'gotong-royong.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 1600, height: 900, channels: 3, background: '#3a7d44' } })
    .jpeg()
    .toBuffer(),
});

test('news is written, seen beforehand, published, read and found', async ({ browser }) => {
  const office = await place.pageOf(browser, editor);
  const home = await place.pageOf(browser);
  const complaints: string[] = [];
  for (const page of [office, home]) {
    page.on('console', (said) => {
      if (/security policy/i.test(said.text())) complaints.push(said.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  }

  await test.step('what is wrong is said at its field, and nothing typed is lost', async () => {
    await office.goto('/kantor');
    await office.getByRole('link', { name: 'Informasi' }).first().click();
    await office.getByRole('link', { name: /^Tulis berita/ }).click();
    await office.getByLabel('Isi', { exact: true }).fill('Warga bekerja **bersama**.');
    await office.getByLabel('Tambah gambar').setInputFiles(await picture());
    await office.getByLabel('Judul', { exact: true }).fill('Gotong royong saluran air');
    await office.getByRole('button', { name: 'Simpan draf' }).click();
    await expect(office.locator('#kesalahan')).toContainText('Tulis apa yang terlihat');
    await expect(office.getByLabel('Isi', { exact: true })).toHaveValue(
      'Warga bekerja **bersama**.',
    );
    await expectWhole(office);
  });

  await test.step('a draft with a picture is seen as residents will see it', async () => {
    await office.getByLabel('Tambah gambar').setInputFiles(await picture());
    await office.getByLabel('Yang terlihat pada gambar').fill('Warga di tepi saluran air');
    await office.getByLabel('Ringkasan').fill('140 warga membersihkan saluran air.');
    await office.getByRole('button', { name: 'Simpan draf' }).click();
    await expect(office.getByRole('status').filter({ hasText: 'Tersimpan' })).toBeVisible();
    await office
      .getByLabel('Isi', { exact: true })
      .fill('## Hasil\n\nWarga bekerja **bersama**.\n\n![](gambar-1)\n\n<b onclick="x">tebal</b>');
    await office.getByRole('button', { name: 'Simpan dan lihat hasilnya' }).click();
    await expect(office).toHaveURL(/pratinjau/);
    await expect(office.getByRole('heading', { name: 'Hasil' })).toBeVisible();
    await expect(office.locator('.prose img')).toHaveAttribute('alt', 'Warga di tepi saluran air');
    await expect(office.locator('.prose')).toContainText('<b onclick="x">tebal</b>');
    await expectWhole(office);
    expect((await place.ask('/berita/gotong-royong-saluran-air')).status).toBe(404);
  });

  await test.step('published, it stands on the front page and on its own', async () => {
    await office.getByRole('button', { name: 'Terbitkan' }).click();
    await expect(office.getByRole('status').filter({ hasText: 'Sudah terbit' })).toBeVisible();
    await home.goto('/');
    await home.getByRole('link', { name: 'Gotong royong saluran air' }).click();
    await expect(home.locator('h1')).toHaveText('Gotong royong saluran air');
    await expect(home.getByText('oleh Lale Rahmawati')).toBeVisible();
    await home.locator('.prose img').scrollIntoViewIfNeeded();
    await expect
      .poll(() => home.locator('.prose img').evaluate((i: HTMLImageElement) => i.naturalWidth))
      .toBeGreaterThan(300);
    const meta = (name: string) => home.locator(`meta[property="${name}"]`).getAttribute('content');
    expect(await meta('og:title')).toBe('Gotong royong saluran air');
    expect(await meta('og:description')).toBe('140 warga membersihkan saluran air.');
    expect(await meta('og:image')).toMatch(/^http.*\/kartu$/);
    const card = await place.ask(new URL((await meta('og:image'))!).pathname);
    expect(card.headers['content-type']).toBe('image/jpeg');
    const data = JSON.parse(
      (await home.locator('script[type="application/ld+json"]').textContent())!,
    ) as Record<string, unknown>;
    expect(data).toMatchObject({ '@type': 'Article', headline: 'Gotong royong saluran air' });
    await expect(home.getByRole('link', { name: 'Bagikan lewat WhatsApp' })).toHaveAttribute(
      'href',
      /^https:\/\/wa\.me\/\?text=Gotong/,
    );
    await expectWhole(home);
  });

  await test.step('it is found by another form of its word, and followed as a feed', async () => {
    await home.goto('/berita');
    await home.getByRole('searchbox', { name: 'Cari berita' }).fill('bekerja');
    await home.getByRole('button', { name: 'Cari' }).click();
    await expect(home.locator('mark')).toContainText('bekerja');
    await expectWhole(home);
    const feed = await place.ask('/berita/rss.xml');
    expect(feed.body.toString()).toContain('<title>Gotong royong saluran air</title>');
    const map = await place.ask('/sitemap.xml');
    expect(map.body.toString()).toContain('/berita/gotong-royong-saluran-air</loc>');
    expect((await place.ask('/robots.txt')).body.toString()).toContain('Disallow: /kantor');
  });

  await test.step('an earlier text is held against the latest, and brought back', async () => {
    await office.getByRole('link', { name: 'Riwayat naskah' }).click();
    await office.getByRole('link', { name: 'Naskah 1' }).click();
    await expect(office.locator('ins').first()).toBeVisible();
    await expectWhole(office);
    await office.getByRole('button', { name: 'Kembalikan naskah 1', exact: true }).last().click();
    await expect(office.getByRole('status').filter({ hasText: 'dikembalikan' })).toBeVisible();
    await expect(office.getByText('ada perubahan yang belum terbit')).toBeVisible();
  });
  // A block of data is no script: no policy complains of it.
  expect(complaints).toEqual([]);
});

test('an urgent announcement stands on every page; the agenda goes into a calendar', async ({
  browser,
}) => {
  const office = await place.pageOf(browser, writer);
  const home = await place.pageOf(browser, resident);
  const today = villageDate(now(), place.village.timeZone);

  await test.step('an official writes, the editor publishes', async () => {
    await office.goto('/kantor/informasi/baru?jenis=pengumuman');
    await office.getByLabel('Judul', { exact: true }).fill('Jalan ditutup karena longsor');
    await office.getByLabel('Isi', { exact: true }).fill('Lewat jalan usaha tani.');
    await office.getByText('Tampil di bagian atas setiap halaman').click();
    await office.getByLabel(/^Berlaku sampai/).fill(addDays(today, 2));
    await office.getByRole('button', { name: 'Simpan dan lihat hasilnya' }).click();
    await expect(office.getByText('Menunggu diterbitkan')).toBeVisible();
    await expect(office.getByRole('button', { name: 'Terbitkan' })).toHaveCount(0);
    const address = office.url();
    const editing = await place.pageOf(browser, editor);
    await editing.goto(address);
    await editing.getByRole('button', { name: 'Terbitkan' }).click();
    await expect(editing.getByRole('status').filter({ hasText: 'Sudah terbit' })).toBeVisible();
    await editing.goto('/kantor/informasi/baru?jenis=agenda');
    await editing.getByLabel('Judul', { exact: true }).fill('Posyandu Melati');
    await editing.getByLabel('Tanggal', { exact: true }).fill(addDays(today, 3));
    await editing.getByLabel('Jam mulai').fill('08:00');
    await editing.getByLabel('Tempat').fill('Balai dusun');
    await editing.getByLabel('Berulang', { exact: true }).selectOption('weekly');
    await editing.getByLabel('Isi', { exact: true }).fill('Bawa buku KIA.');
    await editing.getByRole('button', { name: 'Simpan dan lihat hasilnya' }).click();
    await editing.getByRole('button', { name: 'Terbitkan' }).click();
    await expect(editing.getByRole('status').filter({ hasText: 'Sudah terbit' })).toBeVisible();
  });

  await test.step('a resident reads both', async () => {
    for (const path of ['/', '/layanan', '/layanan-mandiri']) {
      await home.goto(path);
      await expect(home.getByRole('complementary', { name: 'Pengumuman penting' })).toContainText(
        'Jalan ditutup karena longsor',
      );
    }
    await home.getByRole('link', { name: 'Informasi Desa' }).click();
    await expectWhole(home);
    await home.getByRole('link', { name: 'Posyandu Melati' }).first().click();
    await expect(home.getByText('Setiap hari')).toBeVisible();
    await expectWhole(home);
    const href = await home.getByRole('link', { name: 'Tambah ke kalender' }).getAttribute('href');
    const calendar = await place.ask(href!);
    expect(calendar.headers['content-type']).toContain('text/calendar');
    expect(calendar.body.toString()).toMatch(/SUMMARY:Posyandu Melati\r\n/);
    expect(calendar.body.toString()).toMatch(/RRULE:FREQ=WEEKLY;BYDAY=/);
  });
});

test('comments are switched on, written, moderated, read, and taken back', async ({ browser }) => {
  const admin = await place.staff(['admin', 'editor'], { name: 'Baiq Nurhayati' });
  const office = await place.pageOf(browser, admin);
  const home = await place.pageOf(browser, resident);

  await test.step('off until the village wants them', async () => {
    await office.goto('/kantor/informasi/baru?jenis=berita');
    await office.getByLabel('Judul', { exact: true }).fill('Panen raya padi');
    await office.getByLabel('Isi', { exact: true }).fill('Panen dimulai hari Senin.');
    await office.getByRole('button', { name: 'Simpan dan lihat hasilnya' }).click();
    await office.getByRole('button', { name: 'Terbitkan' }).click();
    await home.goto('/berita/panen-raya-padi');
    await expect(home.getByRole('heading', { name: /^Komentar/ })).toHaveCount(0);
    await office.goto('/kantor/pengaturan');
    await office.getByRole('link', { name: 'Komentar warga' }).click();
    await office.getByText('Boleh, tampil setelah diperiksa').click();
    await office.getByRole('button', { name: 'Simpan' }).click();
    await expect(office.getByRole('status').filter({ hasText: 'Tersimpan' })).toBeVisible();
    await expectWhole(office);
  });

  await test.step('a resident writes one; what is wrong is said, and nothing typed is lost', async () => {
    await home.reload();
    await home.getByRole('link', { name: 'Tulis komentar' }).click();
    await home.getByRole('button', { name: 'Kirim komentar' }).click();
    await expect(home.locator('#kesalahan')).toContainText('Tulis komentar Anda');
    await expectWhole(home);
    const words = `Semoga hasilnya baik 🌾 https://contoh.id/${'a'.repeat(120)}`;
    await home.getByLabel('Komentar Anda').fill(words);
    await home.getByText('Warga desa', { exact: true }).click();
    await home.getByRole('button', { name: 'Kirim komentar' }).click();
    await expect(home.getByRole('status').filter({ hasText: 'Komentar terkirim' })).toBeVisible();
    await expect(home.getByText('Menunggu diperiksa')).toBeVisible();
    await expectWhole(home);
    await home.getByRole('link', { name: 'Buka tulisannya' }).click();
    await expect(home.getByText('Belum ada komentar')).toBeVisible();
  });

  await test.step('the office reads it and lets it stand', async () => {
    await office.goto('/kantor');
    await office.getByRole('link', { name: /Komentar untuk diperiksa/ }).click();
    await office.getByText('Jangan tampilkan').first().click();
    await office.getByLabel('Alasannya').fill('x');
    await office.getByRole('button', { name: 'Jangan tampilkan' }).click();
    await expect(office.locator('#kesalahan')).toContainText('Tulis alasannya');
    await expectWhole(office);
    await office.getByRole('button', { name: 'Tampilkan', exact: true }).click();
    await expect(office.getByRole('status').filter({ hasText: 'sekarang tampil' })).toBeVisible();
    await expectWhole(office);
  });

  await test.step('everybody reads it, as plain words; its author takes it back', async () => {
    await home.reload();
    await expect(home.locator('.comments')).toContainText('Semoga hasilnya baik');
    await expect(home.locator('.comments')).toContainText('Warga desa');
    await expect(home.locator('.comments a')).toHaveCount(0);
    await expectWhole(home);
    await home.goto('/layanan-mandiri/informasi');
    await home.getByRole('link', { name: 'Komentar saya' }).click();
    await expect(home.getByText('Tampil', { exact: true })).toBeVisible();
    await home.getByRole('button', { name: 'Tarik komentar' }).click();
    await expect(home.getByRole('status').filter({ hasText: 'ditarik' })).toBeVisible();
    await home.goto('/berita/panen-raya-padi');
    await expect(home.getByText('Belum ada komentar')).toBeVisible();
  });

  await test.step('one article is closed to them', async () => {
    await office.goto('/kantor/informasi');
    await office.getByRole('link', { name: 'Panen raya padi' }).click();
    await office.getByRole('button', { name: 'Tutup komentar' }).click();
    await expect(office.getByRole('button', { name: 'Buka komentar' })).toBeVisible();
    await home.reload();
    await expect(home.getByRole('link', { name: 'Tulis komentar' })).toHaveCount(0);
  });
});
