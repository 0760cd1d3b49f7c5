import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { getOwnRequest } from '../../../src/lib/server/letters/index.ts';
import { residentVisitor } from '../../factories.ts';
import { type LetterOffice, openLetterOffice } from '../../letters/letter-office.ts';
import { expectWhole } from '../expect-whole.ts';
import { askHeadsOnScreen, introduced, sendToHead } from '../furnish-papers.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let office: LetterOffice;
let operator: Person;
let photo: Buffer;

// Several people, one after the other.
test.setTimeout(240_000);

test.beforeAll(async () => {
  office = await openLetterOffice(place.village);
  operator = { kind: 'staff', id: office.operator.staffId };
  photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#7a5a2b' } })
    .jpeg()
    .toBuffer();
  // Before the village is visited: the server keeps for a while what it knows of one.
  await askHeadsOnScreen(office);
});

const press = (page: Page, label: string | RegExp) =>
  page.getByRole('button', { name: label }).click();

/** Fills in the business letter up to its photo. */
async function fillBusiness(page: Page) {
  await page.goto('/layanan-mandiri/surat/keterangan-usaha');
  await press(page, 'Mulai isi');
  await page.getByLabel('Nama usaha').fill('Kios Berkah Labuhan');
  await page.getByRole('textbox', { name: 'Jenis usaha' }).fill('Perdagangan kebutuhan pokok');
  await page.getByLabel('Mulai usaha').fill('Maret 2021');
  await page.getByLabel('Alamat usaha').fill('Jalan Pantai Nomor 7, Dusun Labuhan');
  await page.getByLabel(/^Keperluan/).fill('pengajuan KUR di BRI Unit Taliwang');
}

async function send(page: Page): Promise<string> {
  await press(page, 'Lanjut: periksa jawaban');
  await expectWhole(page);
  await press(page, 'Kirim Permohonan');
  await expect(page.getByText('Permohonan Anda sudah dikirim')).toBeVisible();
  return new URL(page.url()).pathname.split('/').at(-1)!;
}

test('a paper that the village holds is used again; the office asks for a newer one; its owner deletes it', async ({
  browser,
}) => {
  const person = await place.resident();
  const page = await place.pageOf(browser, person);
  const desk = await place.pageOf(browser, operator);

  await test.step('brought once, and accepted', async () => {
    await fillBusiness(page);
    await expect(page.getByText('Belum ada')).toBeVisible();
    await page
      .getByLabel('Foto usaha')
      .setInputFiles({ name: 'usaha.jpg', mimeType: 'image/jpeg', buffer: photo });
    const first = await send(page);
    await desk.goto(`/kantor/permohonan/${first}`);
    await press(desk, 'Terima');
    await expect(desk.locator('.head .pill')).toHaveText('Sedang Diproses');
  });

  const reference = await test.step('offered again, looked at, used', async () => {
    await fillBusiness(page);
    const offer = page.getByRole('group', { name: /Foto usaha/ });
    await expect(offer.getByText('Ada di desa')).toBeVisible();
    await expectWhole(page);
    const file = await offer.getByRole('link', { name: /^Lihat/ }).getAttribute('href');
    const { status, headers } = await place.ask(file!, {
      headers: { cookie: await place.cookie(person) },
    });
    expect([status, headers['content-type']]).toEqual([200, 'image/jpeg']);
    await offer.getByRole('button', { name: /^Pakai lagi/ }).click();
    await expect(page.getByText(/dipakai lagi, difoto/)).toBeVisible();
    await expect(page.getByLabel('Nama usaha')).toHaveValue('Kios Berkah Labuhan');
    await expectWhole(page);
    return send(page);
  });

  await test.step('the office sees that, and asks for a newer one', async () => {
    await desk.goto(`/kantor/permohonan/${reference}`);
    await expect(desk.getByText(/dipakai lagi, difoto/).first()).toBeVisible();
    await desk.locator('summary', { hasText: 'Kembalikan' }).click();
    await desk.locator('.choice').filter({ hasText: 'Minta Foto usaha yang baru' }).click();
    await expectWhole(desk);
    await press(desk, 'Kembalikan untuk dilengkapi');
    await expect(desk.getByText('Dikembalikan. Warga diberi tahu')).toBeVisible();
    await page.goto(`/layanan-mandiri/riwayat/${reference}`);
    await expect(page.getByText('Lampirkan Foto usaha yang baru.').first()).toBeVisible();
    await page.getByRole('link', { name: 'Lengkapi sekarang' }).click();
    await expect(page.getByText('Belum ada')).toBeVisible();
    await page
      .getByLabel('Foto usaha')
      .setInputFiles({ name: 'baru.jpg', mimeType: 'image/jpeg', buffer: photo });
    expect(await send(page)).toBe(reference);
  });

  await test.step('the owner sees what is kept', async () => {
    await page.goto('/layanan-mandiri/data-diri');
    await page.getByRole('link', { name: 'Berkas saya' }).click();
    await expect(page.getByText('Sedang dipakai untuk').first()).toBeVisible();
    await expect(page.getByRole('link', { name: /^Hapus/ })).toHaveCount(0);
    await expectWhole(page);
    await desk.goto(`/kantor/permohonan/${reference}`);
    await desk.locator('summary', { hasText: 'Tolak' }).click();
    await desk.getByLabel('Alasan penolakan, untuk warga').fill('Usahanya sudah tutup.');
    await press(desk, 'Tolak permohonan');
    await page.reload();
    await page
      .getByRole('link', { name: /^Hapus/ })
      .first()
      .click();
    await expectWhole(page);
    await press(page, 'Ya, hapus');
    await expect(page.getByText('Berkas sudah dihapus')).toBeVisible();
    await expectWhole(page);
  });
});

/** A request of a neighbour that waits for the head, who has an account. */
async function waitingRequest() {
  const head = await place.resident();
  const neighbour = await place.resident();
  const requestId = await sendToHead(office, head.id, residentVisitor(neighbour));
  const { request } = await office.run((tx) =>
    getOwnRequest(tx, office.village, residentVisitor(neighbour), { id: requestId }),
  );
  return { head, neighbour, requestId, reference: request.reference! };
}

test('the head of the RT confirms on a phone, and the office accepts', async ({ browser }) => {
  const { head, neighbour, reference } = await waitingRequest();
  const page = await place.pageOf(browser, head);
  const asker = await place.pageOf(browser, neighbour);
  const desk = await place.pageOf(browser, operator);

  await asker.goto(`/layanan-mandiri/riwayat/${reference}`);
  await expect(asker.locator('.pill')).toHaveText('Menunggu Verifikasi');
  await expect(asker.getByText('Menunggu pengantar Ketua RT 001')).toBeVisible();
  await expectWhole(asker);

  await desk.goto(`/kantor/permohonan/${reference}`);
  await expect(desk.getByRole('heading', { name: 'Pengantar Ketua RT 001' })).toBeVisible();
  await expect(desk.getByRole('button', { name: 'Terima' })).toHaveCount(0);
  await expectWhole(desk);

  await page.goto('/layanan-mandiri');
  await expect(page.getByText('1 menunggu Anda')).toBeVisible();
  await expectWhole(page);
  await page.getByRole('link', { name: 'Pengantar RT' }).click();
  await expectWhole(page);
  await page.getByRole('link', { name: neighbour.name }).click();
  await expectWhole(page);
  await press(page, 'Kirim jawaban');
  await expect(page.getByRole('alert')).toContainText('Pilih jawaban Anda.');
  await page.locator('.choice').filter({ hasText: 'Pengantar saya berikan' }).click();
  await press(page, 'Kirim jawaban');
  await expect(page.getByText('Pengantar diberikan.')).toBeVisible();
  await expect(page.getByText('Tidak ada yang menunggu Anda')).toBeVisible();

  await asker.reload();
  await expect(asker.getByText('Pengantar diberikan')).toBeVisible();
  await desk.reload();
  await press(desk, 'Terima');
  await expect(desk.locator('.head .pill')).toHaveText('Sedang Diproses');
});

test('declined: the resident reads why; the office goes on without, with a reason', async ({
  browser,
}) => {
  const { head, neighbour, requestId, reference } = await waitingRequest();
  const page = await place.pageOf(browser, head);
  await page.goto(`/layanan-mandiri/pengantar/${requestId}`);
  await page.locator('.choice').filter({ hasText: 'Pengantar tidak saya berikan' }).click();
  await press(page, 'Kirim jawaban');
  await expect(page.getByRole('alert')).toContainText('Tulis alasannya');
  await expectWhole(page);
  await page.getByLabel('Alasan').fill('Sudah lama tidak tinggal di sini.');
  await press(page, 'Kirim jawaban');
  await expect(page.getByText('Jawaban Anda dikirim.')).toBeVisible();

  const asker = await place.pageOf(browser, neighbour);
  await asker.goto(`/layanan-mandiri/riwayat/${reference}`);
  await expect(asker.locator('.pill')).toHaveText('Menunggu Verifikasi');
  await expect(asker.getByText('Sudah lama tidak tinggal di sini.')).toBeVisible();
  await expectWhole(asker);

  const desk = await place.pageOf(browser, operator);
  await desk.goto(`/kantor/permohonan/${reference}`);
  await desk.locator('summary', { hasText: 'Lanjutkan tanpa pengantar' }).click();
  await press(desk, 'Lanjutkan tanpa pengantar');
  await expect(desk.getByText('Tulis alasannya dengan jelas.')).toBeVisible();
  await desk.getByLabel(/Mengapa dilanjutkan/).fill('Alamatnya sudah diperiksa petugas.');
  await press(desk, 'Lanjutkan tanpa pengantar');
  await expect(desk.getByText('Permohonan bisa diterima.')).toBeVisible();
  await expectWhole(desk);
  await press(desk, 'Terima');
});

test('a letter that needs an introduction says who will be asked; the village chooses which', async ({
  browser,
}) => {
  const { neighbour } = await waitingRequest();
  const asker = await place.pageOf(browser, neighbour);
  await asker.goto(`/layanan-mandiri/surat/${introduced}`);
  await press(asker, 'Mulai isi');
  await expect(asker.getByText(/Ketua RT 001 diminta menjawab/)).toBeVisible();
  await expectWhole(asker);

  const admin = await place.pageOf(browser, await place.staff(['admin']));
  await admin.goto('/kantor/pengaturan');
  await admin.getByRole('link', { name: 'Pengantar RT/RW' }).click();
  await expectWhole(admin);
  await admin.getByLabel('Waktu Ketua RT menjawab').fill('30');
  await press(admin, 'Simpan');
  await expect(admin.getByRole('alert')).toContainText('antara 1 dan 10 hari kerja');
  await admin.getByLabel('Waktu Ketua RT menjawab').fill('3');
  await admin.locator('.choice').filter({ hasText: 'Surat Keterangan Tidak Mampu' }).click();
  await press(admin, 'Simpan');
  await expect(admin.getByText('Tersimpan dan langsung berlaku')).toBeVisible();
  await asker.reload();
  await expect(asker.getByText(/Ketua RT 001 diminta menjawab/)).toHaveCount(0);
});
