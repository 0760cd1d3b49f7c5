import type { Locator, Page } from '@playwright/test';
import { withVillage } from '../../../src/lib/server/platform/index.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
const name = 'RADEN MUHAMMAD ABDURRAHMAN WAHIDUDDIN AL GHIFARI KUSUMANINGRAT';
let operator: Person;

test.beforeAll(async () => {
  operator = await place.staff(['operator']);
  await place.staff(['head'], { name: 'H. Abdul Rahman' });
  await place.newcomer({ name, marital_status: 1 });
});

async function expectPdf(path: string) {
  const { status, headers } = await place.ask(path, {
    headers: { cookie: await place.cookie(operator) },
  });
  expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
}

const press = (page: Page, label: string) => page.getByRole('button', { name: label }).click();

test('a resident who came in leaves with the letter', async ({ browser, javaScriptEnabled }) => {
  const page = await place.pageOf(browser, operator);
  await page.goto('/kantor/loket');
  await expectWhole(page);
  const search = page.getByRole('searchbox', { name: /warga yang datang/ });
  // Where scripts run, the cursor is there already.
  if (javaScriptEnabled) await expect(search).toBeFocused();
  await search.fill('abdurrahman wahid');
  await search.press('Enter');

  const letter = page.getByLabel('Jenis surat');
  await letter.fill('surat ajaib');
  await letter.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Tidak ada surat yang cocok');
  await expectWhole(page);
  await letter.fill('skbm');
  await letter.press('Enter');

  await expectWhole(page);
  await press(page, 'Ajukan dan cetak');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectWhole(page);
  await page.getByLabel('Keperluan').first().fill('melamar pekerjaan di Mataram');
  for (const box of await page.getByRole('checkbox', { name: /Sudah dilihat aslinya/ }).all())
    await box.check();
  await press(page, 'Ajukan dan cetak');

  await expect(page.getByText('Surat sudah bernomor')).toBeVisible();
  await expectWhole(page);
  const pdf = await page.getByRole('link', { name: 'Buka PDF untuk dicetak' }).getAttribute('href');
  await expectPdf(pdf!);
});

test('by keyboard alone: from the search to the printed letter, well within a minute', async ({
  browser,
  javaScriptEnabled,
}) => {
  test.skip(!javaScriptEnabled, 'A script puts the cursor where one types first.');
  const page = await place.pageOf(browser, operator);
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  const type = async (text: string) => {
    presses += text.length;
    await page.keyboard.type(text);
  };
  await page.goto('/kantor/loket');
  const began = performance.now();
  await expect(page.getByRole('searchbox', { name: /warga yang datang/ })).toBeFocused();
  await type('abdurrahman wahid');
  await press('Enter');
  await expect(page.getByLabel('Jenis surat')).toBeFocused();
  await type('skbm');
  await press('Enter');
  // Straight in the first question; what was brought is ticked on the way.
  await expect(page.getByLabel('Keperluan').first()).toBeFocused();
  await type('melamar pekerjaan di Mataram');
  const boxes = page.getByRole('checkbox', { name: /Sudah dilihat aslinya/ });
  const last = (await boxes.count()) - 1;
  const isFocused = (one: Locator) => one.evaluate((element) => element === document.activeElement);
  for (let ticked = -1; ticked < last;) {
    await press('Tab');
    if (!(await isFocused(boxes.nth(ticked + 1)))) continue;
    await press('Space');
    ticked += 1;
  }
  // From a tick too, Enter files it: no button that adds or deletes something is in the way.
  await press('Enter');
  const print = page.getByRole('link', { name: 'Buka PDF untuk dicetak' });
  await expect(print).toBeFocused();
  const pdf = page.waitForResponse(/\/pdf$/);
  await press('Enter');
  expect((await pdf).headers()['content-type']).toBe('application/pdf');
  const seconds = (performance.now() - began) / 1000;
  test.info().annotations.push({
    type: 'counter',
    description: `${presses} key presses, ${seconds.toFixed(1)} s of the machine`,
  });
  // Whoever types four keys a second has a minute's rest to spare.
  expect(presses).toBeLessThan(80);
  expect(seconds).toBeLessThan(20);
});

test('somebody from outside is served, and follows the letter with a ticket', async ({
  browser,
}) => {
  const page = await place.pageOf(browser, operator);
  await page.goto('/kantor/loket');
  await page.getByRole('link', { name: 'Layani orang luar' }).click();
  await page.getByLabel('Jenis surat').fill('pengantar');
  await press(page, 'Lanjut ke isian');
  // Several letters may go by that name.
  if (await page.getByRole('group', { name: /Yang cocok/ }).isVisible()) {
    await page
      .locator('.choice')
      .filter({ hasText: /^\s*Surat Pengantar\s*SP\s*$/ })
      .click();
    await press(page, 'Lanjut ke isian');
  }
  await expectWhole(page);
  await press(page, 'Ajukan');
  await expect(page.getByRole('alert')).toContainText('Isi nama lengkap.');
  await expectWhole(page);
  await page.getByLabel('Nama lengkap').fill('LALU WIRAJAYA');
  await page.getByLabel('NIK').fill('5207021504880002');
  await page.getByLabel('Tempat lahir').fill('Mataram');
  const birth = page.getByRole('group', { name: 'Tanggal lahir' });
  await birth.getByLabel('Tanggal').fill('15');
  await birth.getByLabel('Bulan').selectOption('April');
  await birth.getByLabel('Tahun').fill('1988');
  await page.locator('.choice').filter({ hasText: 'Laki-laki' }).click();
  await page.getByLabel('Agama').selectOption('Islam');
  await page
    .locator('.choice')
    .filter({ hasText: /^\s*Kawin/ })
    .click();
  await page.getByLabel('Pekerjaan').fill('Pedagang');
  for (const box of await page.getByRole('checkbox', { name: /Sudah dilihat aslinya/ }).all())
    await box.check();
  await page.getByLabel('Kewarganegaraan').fill('Warga Negara Indonesia');
  await page.getByLabel('Alamat').fill('Jalan Catur Warga 12, Mataram');
  await page.getByLabel('Tujuan').fill('Kantor Camat Taliwang');
  await page.getByLabel('Keperluan').fill('mengurus surat pindah');
  await press(page, 'Ajukan');

  await expect(page.getByText('Diajukan. Cetak tiketnya')).toBeVisible();
  await expect(page.getByText('tidak ada dalam data penduduk desa')).toBeVisible();
  await expectWhole(page);
  const ticket = await page.getByRole('link', { name: 'Cetak tiket' }).getAttribute('href');
  await expectPdf(ticket!);

  await test.step('without an account, by the code on the ticket', async () => {
    const holder = await place.pageOf(browser);
    await holder.goto('/tiket');
    await expectWhole(holder);
    await holder.getByLabel('Kode tiket').fill('salah');
    await press(holder, 'Lihat');
    await expect(holder.getByRole('alert')).toContainText('16 huruf dan angka');
    const reference = new URL(page.url()).pathname.split('/').at(-1)!;
    const code = await withVillage(place.village.id, (tx) =>
      tx
        .selectFrom('letter_request')
        .select('ticket_code')
        .where('reference', '=', reference)
        .executeTakeFirstOrThrow(),
    );
    await holder.getByLabel('Kode tiket').fill(code.ticket_code!.toLowerCase());
    await press(holder, 'Lihat');
    await expect(holder.getByText('Sedang Diproses')).toBeVisible();
    await expect(holder.locator('main')).not.toContainText('WIRAJAYA');
    await expectWhole(holder);
  });
});
