import { manifest } from '../../route-manifest.ts';
import { expectWhole } from '../expect-whole.ts';
import { furnishOpensid } from '../furnish-opensid.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let operator: Person;
let carried: string;

test.beforeAll(async () => {
  operator = await place.staff(['operator']);
  ({ carried } = await furnishOpensid(place.village));
});

test('what came over from OpenSID is told, found, and turned into PINs', async ({ browser }) => {
  const page = await place.pageOf(browser, operator);

  await test.step('the report, table by table', async () => {
    await page.goto('/kantor/impor/opensid');
    const row = page.getByRole('row', { name: /^Penduduk/ });
    await expect(row).toContainText('12');
    await expect(page.getByRole('table', { name: 'Baris yang ditolak' })).toContainText(
      'nama tanpa angka',
    );
    await expect(page.getByRole('table', { name: 'tidak dipindahkan' })).toContainText('user');
    await expectWhole(page);
    await page.setViewportSize({ width: 360, height: 740 });
    await expectWhole(page);
    await page.setViewportSize({ width: 1366, height: 768 });
  });

  await test.step('a record, as text and with its numbers masked', async () => {
    await page.getByRole('link', { name: 'Catatan OpenSID' }).first().click();
    await page.getByLabel('Jenis').selectOption({ label: 'Artikel (1)' });
    await page.getByRole('button', { name: 'Tampilkan' }).click();
    await page.getByRole('link', { name: 'Gotong royong' }).click();
    expect(new URL(page.url()).pathname).toBe(`/kantor/impor/opensid/catatan/${carried}`);
    await expect(page.locator('dl')).toContainText('Mari & bersama');
    await expect(page.locator('dl')).not.toContainText('alert');
    await expectWhole(page);
    await page.goto('/kantor/impor/opensid/catatan?jenis=aid-recipient');
    await expectWhole(page);
    await page.getByRole('link', { name: 'BLT Dana Desa' }).first().click();
    await expect(page.locator('dl')).toContainText('••••');
    expect(await page.locator('main').innerText()).not.toMatch(/\d{16}/);
  });

  await test.step('new PINs for those who had an account, shown before they are made', async () => {
    expect(manifest['/kantor/impor/opensid']?.acts).toEqual({ pin: 'accounts.manage' });
    await page.goto('/kantor/impor/opensid');
    await page.getByRole('button', { name: 'Siapkan PIN untuk mereka' }).click();
    await expect(page).toHaveURL(/\/kantor\/pin\/[0-9a-f-]{36}$/);
    await expect(page.locator('h1')).toContainText('OpenSID');
  });

  await test.step('a complaint that was not done is read with its answers, and goes on', async () => {
    await page.goto('/kantor/impor/opensid');
    await page.getByRole('link', { name: '1 pengaduan belum selesai' }).click();
    await page.getByLabel('Cari').last().fill('sedang diproses');
    await page.getByRole('button', { name: 'Tampilkan' }).click();
    await expectWhole(page);
    await page.getByRole('link', { name: 'Lampu jalan mati' }).click();
    await expect(page.locator('main')).toContainText('Sedang diproses');
    await page.getByRole('button', { name: 'Lanjutkan sebagai laporan' }).click();
    await expect(page.getByRole('link', { name: 'Pilih tentang apa.' })).toBeVisible();
    await expectWhole(page);
    await page.getByLabel('Tentang apa?').selectOption({ label: 'Listrik dan lampu jalan' });
    await page.getByRole('button', { name: 'Lanjutkan sebagai laporan' }).click();
    await expect(page).toHaveURL(/\/kantor\/pengaduan\/ADU-/);
    await expect(page.locator('main')).toContainText('Dilanjutkan dari OpenSID');
    await expectWhole(page);
  });

  await test.step('its programmes of aid, and whom they reach, checked against the register', async () => {
    await page.goto('/kantor/bantuan');
    await expectWhole(page);
    await page.getByRole('button', { name: 'Ambil programnya' }).click();
    await expect(page.getByText('1 program dari OpenSID sekarang ada di daftar')).toBeVisible();
    await expectWhole(page);
    await page.getByRole('link', { name: 'BLT Dana Desa' }).click();
    await expectWhole(page);
    await page.getByRole('button', { name: 'Periksa daftarnya' }).click();
    await expect(page).toHaveURL(/\/impor\/[0-9a-f-]{36}$/);
    await expect(page.getByText('Penerima dari OpenSID')).toBeVisible();
    await page.getByRole('button', { name: /^Masukkan/ }).click();
    await expect(page.getByText('penerima dimasukkan')).toBeVisible();
  });
});
