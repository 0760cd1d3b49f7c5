import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { withVillage } from '../../../src/lib/server/platform/index.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let operator: Person;

test.setTimeout(240_000);

test.beforeAll(async () => {
  operator = await place.staff(['operator']);
});

/** The PINs on a document of slips, in its order. */
function readPins(pdf: Buffer, file: string): string[] {
  writeFileSync(file, pdf);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  return [...text.matchAll(/(?<!\d)(\d{3}) (\d{3})(?!\d)/g)].map(([, a, b]) => `${a}${b}`);
}

/** What a button that opens a new tab answers: a PDF, which the browser only shows. */
async function press(page: Page, path: string, fields: Record<string, string> = {}) {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return place.post(path, fields, { headers: { cookie } });
}

async function signIn(page: Page, nik: string, pin: string) {
  await page.goto('/layanan-mandiri/masuk');
  await page.getByLabel('NIK').fill(nik);
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await page.getByRole('button', { name: 'Masuk' }).click();
}

test('a PIN asked for from home, granted at the office, used', async ({ browser }, info) => {
  const nik = info.project.name === 'js' ? '5207024708840011' : '5207024708840012';
  await place.newcomer({ name: 'SITI RAHMAWATI', nik, phone: '+6281234567890' });
  const home = await place.pageOf(browser);
  const card = await sharp({ create: { width: 860, height: 540, channels: 3, background: '#9ce' } })
    .jpeg()
    .toBuffer();

  await test.step('at home: mistakes are told at their field, nothing typed is lost', async () => {
    await home.goto('/layanan-mandiri/masuk');
    await home.getByRole('link', { name: 'Minta PIN dari rumah' }).click();
    await home.getByLabel('Nama lengkap').fill('Siti Rahmawati');
    await home.getByLabel('NIK', { exact: true }).fill('520702');
    await home.getByRole('button', { name: 'Kirim permintaan' }).click();
    await expect(home.getByRole('alert').first()).toContainText('NIK terdiri dari 16 angka');
    await expect(home.getByLabel('Nama lengkap')).toHaveValue('Siti Rahmawati');
    await expectWhole(home);
    await home.getByLabel('NIK', { exact: true }).fill(nik);
    await home.getByLabel('Nomor HP').fill('0812 3456 7890');
    const file = { name: 'ktp.jpg', mimeType: 'image/jpeg', buffer: card };
    await home.getByLabel('Foto KTP').setInputFiles(file);
    // What is sent quicker than anyone types is not believed.
    await home.waitForTimeout(3000);
    await home.getByRole('button', { name: 'Kirim permintaan' }).click();
    await expect(home.getByText('Permintaan terkirim')).toBeVisible();
    await expectWhole(home);
  });

  const office = await place.pageOf(browser, operator);
  const pin = await test.step('at the office: beside the register, then granted', async () => {
    await office.goto('/kantor/akun-warga');
    await office.getByRole('link', { name: /^Permintaan PIN/ }).click();
    await expectWhole(office);
    await office
      .getByRole('row')
      .filter({ hasText: `5207••••••••${nik.slice(-4)}` })
      .getByRole('link')
      .click();
    await expect(office.locator('.same')).toHaveCount(3);
    await expectWhole(office);
    const path = new URL(office.url()).pathname;
    const fields = {
      kunci: await office.locator('input[name=kunci]').inputValue(),
      warga: await office.locator('input[name=warga]').inputValue(),
    };
    const unchecked = await press(office, `${path}/slip`, fields);
    expect(unchecked.headers.location).toBe(`${path}?kurang=centang`);
    await office.goto(unchecked.headers.location!);
    await expect(office.getByRole('alert').first()).toContainText('Cocokkan dahulu');
    const slip = await press(office, `${path}/slip`, { ...fields, cocok: 'ya' });
    expect(slip.headers['content-type']).toBe('application/pdf');
    await office.goto(path);
    await expect(office.getByText('Slip PIN sudah dibuat')).toBeVisible();
    await expectWhole(office);
    return readPins(slip.body, info.outputPath('slip.pdf'))[0]!;
  });

  await signIn(home, nik, pin);
  await expect(home.getByRole('heading', { level: 1 })).toHaveText('Buat PIN Anda sendiri');
});

test('a request refused: the office keeps the reason, the sender learns nothing', async ({
  browser,
}) => {
  const nik = '9107021203790002';
  await withVillage(place.village.id, (tx) =>
    tx
      .insertInto('pin_request')
      .values({
        village_id: place.village.id,
        name: 'ORANG TAK DIKENAL',
        nik,
        contact: '+6281299998888',
        created_at: new Date(),
      })
      .execute(),
  );
  const office = await place.pageOf(browser, operator);
  await office.goto('/kantor/permintaan-pin');
  await office.getByRole('link', { name: 'ORANG TAK DIKENAL' }).first().click();
  await expect(office.getByText('Tidak ada penduduk dengan NIK ini')).toBeVisible();
  await office.getByText('Tolak', { exact: true }).click();
  await office.getByRole('button', { name: 'Tolak permintaan' }).click();
  await expect(office.getByRole('alert').first()).toContainText('Tulis alasan');
  await expectWhole(office);
  await office.getByLabel('Alasan').fill('Bukan warga desa.');
  await office.getByRole('button', { name: 'Tolak permintaan' }).click();
  await expect(office.getByText('Pengirimnya tidak diberi tahu')).toBeVisible();
});

test('PINs for a hamlet: looked at, made, printed, ticked off', async ({ browser }, info) => {
  const hamlet = info.project.name === 'js' ? 'MEKAR' : 'SENTOSA';
  const { id: area } = await withVillage(place.village.id, (tx) =>
    tx
      .insertInto('area')
      .values({ village_id: place.village.id, hamlet, rw: '001', rt: '002' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  const names = ['AMINAH', 'BAHRUDDIN', 'CHAIRUL', 'DEWI', 'EKO', 'FATIMAH', 'GUFRON'];
  for (const name of names) await place.newcomer({ name, area_id: area });
  await place.newcomer({
    name: 'ANAK',
    area_id: area,
    birth_date: '2018-01-01',
    marital_status: 1,
  });
  const office = await place.pageOf(browser, operator);

  await test.step('nothing chosen is told; then what it would do', async () => {
    await office.goto('/kantor/pin');
    await expectWhole(office);
    await office.getByRole('button', { name: 'Lihat siapa saja' }).first().click();
    await expect(office.getByRole('alert').first()).toContainText('Pilih dusun, RW, atau RT.');
    await office.getByLabel('Wilayah').selectOption(`Dusun ${hamlet}, RW 001, RT 002`);
    await office.getByRole('button', { name: 'Lihat siapa saja' }).first().click();
    await expect(office.locator('.figures')).toContainText('7akan dibuatkan PIN');
    await expect(office.locator('main')).toContainText('1 warga: belum 17 tahun dan belum kawin');
    await expectWhole(office);
  });

  await test.step('made in the background', async () => {
    await office.getByRole('button', { name: 'Buat 7 PIN' }).click();
    const part = office.locator('#pin-massal');
    await expect(async () => {
      const renew = office.getByRole('link', { name: 'Perbarui halaman' });
      if (info.project.name === 'nojs' && (await renew.count())) await renew.click();
      await expect(part).toContainText('Dokumen slip siap dicetak', { timeout: 1000 });
    }).toPass({ timeout: 60_000 });
    await expectWhole(office);
  });

  const path = new URL(office.url()).pathname;
  await test.step('printed once, and a PIN of it opens the door', async () => {
    const slips = await press(office, `${path}/slip`);
    expect(slips.headers['content-type']).toBe('application/pdf');
    const pins = readPins(slips.body, info.outputPath('slips.pdf'));
    expect(new Set(pins).size).toBe(7);
    await office.goto(path);
    await expect(office.getByText('Dokumen slip sudah diambil')).toBeVisible();
    const { nik } = await withVillage(place.village.id, (tx) =>
      tx
        .selectFrom('resident')
        .select('nik')
        .where('area_id', '=', area)
        .where('name', '=', 'CHAIRUL')
        .executeTakeFirstOrThrow(),
    );
    const home = await place.pageOf(browser);
    await signIn(home, nik, pins[2]!);
    await expect(home.getByRole('heading', { level: 1 })).toHaveText('Buat PIN Anda sendiri');
  });

  await test.step('ticked off, many at once; a wrong tick taken back; a list to sign', async () => {
    for (const name of ['AMINAH', 'CHAIRUL', 'GUFRON']) await office.getByLabel(name).check();
    await office.getByLabel('Nama penerima, bila bukan pemilik slip').fill('Ketua RT 002');
    await office.getByRole('button', { name: 'Catat yang dicentang' }).click();
    await expect(office.getByText('3 penyerahan dicatat.')).toBeVisible();
    const gufron = office.getByRole('row').filter({ hasText: 'GUFRON' });
    await expect(gufron).toContainText('kepada Ketua RT 002');
    await gufron.getByRole('button', { name: /Batalkan/ }).click();
    await expect(office.getByText('Catatan penyerahan dibatalkan.')).toBeVisible();
    await office.getByLabel('Penyerahan', { exact: true }).selectOption('sudah');
    await office.getByRole('button', { name: 'Tampilkan' }).click();
    await expect(office.locator('tbody tr')).toHaveCount(2);
    await expectWhole(office);
    const cookies = await office.context().cookies();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const list = await place.ask(`${path}/daftar`, { headers: { cookie } });
    expect(list.headers['content-type']).toBe('application/pdf');
    expect(readPins(list.body, info.outputPath('list.pdf'))).toEqual([]);
  });
});
