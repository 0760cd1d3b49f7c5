import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { ensureCertificate } from '../../../src/lib/server/letters/index.ts';
import { withVillage } from '../../../src/lib/server/platform/index.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
const office = {} as Record<'operator' | 'official' | 'secretary' | 'head', Person>;
let photo: Buffer;

// A whole journey with several people: longer than one page's test.
test.setTimeout(240_000);

test.beforeAll(async () => {
  for (const role of ['operator', 'official', 'secretary', 'head'] as const) {
    office[role] = await place.staff([role]);
  }
  await withVillage(place.village.id, (tx) => ensureCertificate(tx, place.village));
  photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#7a5a2b' } })
    .jpeg()
    .toBuffer();
});

/** An address as this person gets it, without a browser. */
const fetched = async (person: Person, path: string) =>
  place.ask(path, { headers: { cookie: await place.cookie(person) } });

/** Fills in the business letter and stops at the check page. */
async function fillBusinessLetter(page: Page) {
  await page.goto('/layanan-mandiri');
  await page.getByRole('link', { name: 'Permohonan Surat' }).click();
  await page.getByRole('link', { name: 'Surat Keterangan Usaha' }).click();
  await page.getByRole('button', { name: 'Mulai isi' }).click();
  await page.getByLabel('Nama usaha').fill('Kios Berkah Labuhan');
  await page.getByRole('textbox', { name: 'Jenis usaha' }).fill('Perdagangan kebutuhan pokok');
  await page.getByLabel('Mulai usaha').fill('Maret 2021');
  await page.getByLabel('Alamat usaha').fill('Jalan Pantai Nomor 7, Dusun Labuhan');
}

async function send(page: Page): Promise<string> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Periksa jawaban Anda');
  await page.getByRole('button', { name: 'Kirim Permohonan' }).click();
  await expect(page.getByText('Permohonan Anda sudah dikirim')).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

/** Opens a request as an officer would, from the worklist. */
async function pick(page: Page, reference: string) {
  await page.goto('/kantor/permohonan');
  await page.locator(`a[href*="${reference}"]`).click();
  await expect(page.getByText(reference).first()).toBeVisible();
}

async function forwardToHead(
  pages: Record<'official' | 'secretary', Page>,
  reference: string,
  roles: readonly ('official' | 'secretary')[],
) {
  for (const role of roles) {
    await pick(pages[role], reference);
    await pages[role].getByRole('button', { name: 'Teruskan' }).click();
    await expect(pages[role].getByText('Diteruskan ke petugas berikutnya.')).toBeVisible();
  }
}

test('asked, returned, corrected, approved, downloaded, verified', async ({ browser }, info) => {
  const siti = await place.resident({
    name: 'SITI AMINAH',
    sex: 2,
    nik: `52070241069${info.project.name === 'js' ? '00001' : '00002'}`,
    birth_date: '1990-06-01',
  });
  const resident = await place.pageOf(browser, siti);
  const pages = {
    operator: await place.pageOf(browser, office.operator),
    official: await place.pageOf(browser, office.official),
    secretary: await place.pageOf(browser, office.secretary),
    head: await place.pageOf(browser, office.head),
  };

  await test.step('an incomplete form names each field, and keeps what was typed', async () => {
    await fillBusinessLetter(resident);
    await expectWhole(resident);
    await resident.getByRole('button', { name: 'Lanjut: periksa jawaban' }).click();
    await expect(resident.getByRole('alert')).toContainText('yang perlu diperbaiki');
    await expect(resident.getByRole('alert')).toContainText('Foto usaha');
    await expect(resident.getByLabel('Nama usaha')).toHaveValue('Kios Berkah Labuhan');
    await expectWhole(resident);
  });

  const reference = await test.step('completed and sent', async () => {
    await resident.getByLabel(/^Keperluan/).fill('pengajuan KUR di BRI Unit Taliwang');
    await resident
      .getByLabel('Foto usaha')
      .setInputFiles({ name: 'usaha.jpg', mimeType: 'image/jpeg', buffer: photo });
    await resident.getByRole('button', { name: 'Lanjut: periksa jawaban' }).click();
    await expectWhole(resident);
    return send(resident);
  });
  await expect(resident.locator('.pill')).toHaveText('Menunggu Verifikasi');
  await expectWhole(resident);

  await test.step('the operator returns it with what is missing', async () => {
    await pick(pages.operator, reference);
    await expectWhole(pages.operator);
    await pages.operator.locator('summary', { hasText: 'Kembalikan' }).click();
    await pages.operator
      .getByLabel('Apa yang perlu dilengkapi warga?')
      .fill('Foto usaha dari depan, pada siang hari.');
    await pages.operator.getByRole('button', { name: 'Kembalikan untuk dilengkapi' }).click();
    await expect(
      pages.operator.getByText('Dikembalikan. Warga diberi tahu apa yang kurang.'),
    ).toBeVisible();
  });

  await test.step('the resident corrects the same request', async () => {
    await resident.goto(`/layanan-mandiri/riwayat/${reference}`);
    await expect(resident.locator('.pill')).toHaveText('Perlu Dilengkapi');
    await expect(
      resident.getByText('Foto usaha dari depan, pada siang hari.').first(),
    ).toBeVisible();
    await expectWhole(resident);
    await resident.getByRole('link', { name: 'Lengkapi sekarang' }).click();
    await resident
      .getByRole('button', { name: /^Hapus/ })
      .first()
      .click();
    await resident
      .getByLabel('Foto usaha')
      .setInputFiles({ name: 'depan.jpg', mimeType: 'image/jpeg', buffer: photo });
    await resident.getByRole('button', { name: 'Lanjut: periksa jawaban' }).click();
    expect(await send(resident)).toBe(reference);
  });

  await test.step('accepted, drafted, reviewed, signed', async () => {
    await pick(pages.operator, reference);
    await pages.operator.getByRole('button', { name: 'Terima' }).click();
    await expect(pages.operator.locator('.head .pill')).toHaveText('Sedang Diproses');
    await forwardToHead(pages, reference, ['official', 'secretary']);
    await pick(pages.head, reference);
    const preview = await fetched(office.head, `/kantor/permohonan/${reference}/pratinjau`);
    expect(preview.headers['content-type']).toBe('image/svg+xml');
    await pages.head.getByRole('button', { name: 'Setujui dan tanda tangani' }).click();
    await expect(pages.head.getByText('Disetujui. Surat sudah bernomor dan siap.')).toBeVisible();
    await expectWhole(pages.head);
  });

  const pdf = info.outputPath('letter.pdf');
  await test.step('downloaded: signed, with the right person', async () => {
    await resident.goto(`/layanan-mandiri/riwayat/${reference}`);
    await expect(resident.locator('.pill')).toHaveText('Disetujui');
    await expectWhole(resident);
    const [download] = await Promise.all([
      resident.waitForEvent('download'),
      resident.getByRole('link', { name: 'Unduh PDF' }).click(),
    ]);
    writeFileSync(pdf, readFileSync(await download.path()));
    expect(execFileSync('pdfsig', ['-nocert', pdf], { encoding: 'utf8' })).toMatch(
      /Signature is Valid[\s\S]*Total document signed|Total document signed[\s\S]*Signature is Valid/,
    );
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' });
    expect(text).toContain('SITI AMINAH');
    expect(text).toContain('Kios Berkah Labuhan');
  });

  await test.step('anyone checks it, by code and by file', async () => {
    const anyone = await place.pageOf(browser);
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' }).replace(/\s/g, '');
    const code = /verifikasi\/((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})/.exec(text)![1]!;
    await anyone.goto('/verifikasi');
    await anyone.getByLabel('Kode pemeriksaan').fill(code.toLowerCase());
    await anyone.getByRole('button', { name: 'Periksa kode' }).click();
    await expect(anyone.getByText(/tercatat di Desa Batu Putih dan berlaku/)).toBeVisible();
    await expect(anyone.getByText('SITI AMINAH')).toHaveCount(0);
    await expectWhole(anyone);
    await anyone.goto('/verifikasi');
    await anyone.getByLabel('PDF surat').setInputFiles(pdf);
    await anyone.getByRole('button', { name: 'Periksa PDF' }).click();
    await expect(anyone.getByText(/sama persis dengan yang diterbitkan/)).toBeVisible();
    await expectWhole(anyone);
    await anyone.getByLabel('PDF surat').setInputFiles({
      name: 'x.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.concat([readFileSync(pdf), Buffer.from('\n%')]),
    });
    await anyone.getByRole('button', { name: 'Periksa PDF' }).click();
    await expect(anyone.getByText(/Jangan dipercaya/)).toBeVisible();
  });

  await test.step('withdrawn: no download any more', async () => {
    await pages.head.goto(`/kantor/permohonan/${reference}`);
    await pages.head.locator('summary', { hasText: 'Cabut surat' }).click();
    await pages.head.getByLabel('Alasan pencabutan').fill('Usaha ternyata sudah tutup.');
    await pages.head.getByRole('button', { name: 'Cabut surat ini' }).click();
    await expect(pages.head.getByText(/Surat dicabut/).first()).toBeVisible();
    await resident.goto(`/layanan-mandiri/riwayat/${reference}`);
    await expect(resident.locator('.pill')).toHaveText('Dicabut');
    expect((await fetched(siti, `/layanan-mandiri/riwayat/${reference}/pdf`)).status).toBe(409);
  });
});

test('refused with a reason, corrected and asked again', async ({ browser }) => {
  const resident = await place.pageOf(browser, await place.resident());
  const operator = await place.pageOf(browser, office.operator);
  await fillBusinessLetter(resident);
  await resident.getByLabel(/^Keperluan/).fill('pengajuan kredit usaha');
  await resident
    .getByLabel('Foto usaha')
    .setInputFiles({ name: 'usaha.jpg', mimeType: 'image/jpeg', buffer: photo });
  await resident.getByRole('button', { name: 'Lanjut: periksa jawaban' }).click();
  const reference = await send(resident);

  await pick(operator, reference);
  await operator.locator('summary', { hasText: 'Tolak' }).click();
  await operator.getByRole('button', { name: 'Tolak permohonan' }).click();
  await expect(operator.getByRole('alert').first()).toContainText('Tulis alasannya');
  await operator
    .getByLabel('Alasan penolakan, untuk warga')
    .fill('Usaha berada di luar wilayah desa.');
  await operator.getByRole('button', { name: 'Tolak permohonan' }).click();

  await resident.goto(`/layanan-mandiri/riwayat/${reference}`);
  await expect(resident.locator('.pill')).toHaveText('Ditolak');
  await expect(resident.getByText('Usaha berada di luar wilayah desa.').first()).toBeVisible();
  await resident.getByRole('button', { name: 'Perbaiki dan ajukan lagi' }).click();
  await expect(resident.getByLabel('Nama usaha')).toHaveValue('Kios Berkah Labuhan');
  await resident.getByLabel('Alamat usaha').fill('Jalan Raya Nomor 2, Dusun Batu Putih Atas');
  await resident.getByRole('button', { name: 'Lanjut: periksa jawaban' }).click();
  expect(await send(resident)).not.toBe(reference);
});

test('a wet signature is collected at the office', async ({ browser }) => {
  const resident = await place.pageOf(browser, await place.resident());
  const pages = {
    operator: await place.pageOf(browser, office.operator),
    official: await place.pageOf(browser, office.official),
    secretary: await place.pageOf(browser, office.secretary),
    head: await place.pageOf(browser, office.head),
  };
  await resident.goto('/layanan-mandiri/surat/keterangan-tidak-mampu');
  await resident.getByRole('button', { name: 'Mulai isi' }).click();
  await resident.getByText('Sekolah atau kuliah').click();
  await resident
    .getByRole('textbox', { name: /^Keperluan/ })
    .fill('pendaftaran KIP Kuliah tahun 2026');
  await resident.getByLabel(/diserahkan kepada/).fill('Universitas Mataram');
  await resident.getByLabel(/tanggungan/).fill('4');
  await resident.getByLabel(/Penghasilan/).fill('1.200.000');
  for (const input of await resident.locator('input[type=file]').all()) {
    await input.setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: photo });
  }
  await resident.getByRole('button', { name: 'Lanjut: periksa jawaban' }).click();
  const reference = await send(resident);

  await pick(pages.operator, reference);
  await pages.operator.getByRole('button', { name: 'Terima' }).click();
  await forwardToHead(pages, reference, ['official', 'secretary']);
  await pick(pages.head, reference);
  await pages.head.getByRole('button', { name: 'Setujui dan tanda tangani' }).click();

  await resident.goto(`/layanan-mandiri/riwayat/${reference}`);
  await expect(resident.getByText('Ambil di kantor desa').first()).toBeVisible();
  await expect(resident.getByRole('link', { name: 'Unduh PDF' })).toHaveCount(0);
  await pages.operator.goto(`/kantor/permohonan/${reference}`);
  const print = await fetched(office.operator, `/kantor/permohonan/${reference}/pdf`);
  expect(print.body.subarray(0, 5).toString()).toBe('%PDF-');
  await pages.operator.getByLabel('Diambil oleh').fill('Ibu Siti');
  await pages.operator.getByRole('button', { name: 'Catat sudah diambil' }).click();
  await resident.reload();
  await expect(resident.getByText('Sudah diambil')).toBeVisible();
});
