import type { Page } from '@playwright/test';
import { villageDate } from '../../../src/lib/domain/dates-id.ts';
import { now, withVillage } from '../../../src/lib/server/platform/index.ts';
import { addArea } from '../../../src/lib/server/population/index.ts';
import { declareTestChange, makeFamily, makeResident, staffVisitor } from '../../factories.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let operator: Person;

test.setTimeout(240_000);

/** A head with the longest name that the law allows, a wife and a grown son. */
const names = {
  head: 'RADEN MUHAMMAD ABDURRAHMAN WAHIDUDDIN AL GHIFARI KUSUMANINGRAT',
  wife: 'SITI MAHARANI',
  son: 'AHMAD PUTRA',
};
let family: string;

test.beforeAll(async () => {
  operator = await place.staff(['operator']);
  const { id } = place.village;
  const officer = staffVisitor({
    id: operator.id,
    name: 'Operator',
    roles: ['operator'],
    resident_id: null,
  });
  await withVillage(id, (tx) => addArea(tx, id, officer, { hamlet: 'Atas', rw: '1', rt: '2' }));
  family = await makeFamily(id);
  const shared = { family_id: family, address: 'JL. PANTAI 1' };
  const head = await makeResident(id, { ...shared, name: names.head, relation: 1 });
  await makeResident(id, { ...shared, name: names.wife, relation: 3, sex: 2 });
  await makeResident(id, { ...shared, name: names.son, relation: 4, birth_date: '2000-02-03' });
  await withVillage(id, async (tx) => {
    await declareTestChange(tx);
    const area = await tx.selectFrom('area').select('id').executeTakeFirstOrThrow();
    await tx
      .updateTable('family')
      .set({ head_id: head.id, area_id: area.id, address: 'JL. PANTAI 1' })
      .where('id', '=', family)
      .execute();
  });
});

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const go = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
/** The whole card of a choice answers to the finger. */
const tick = (page: Page, name: string) =>
  page.locator('.choice').filter({ hasText: name }).click();
const today = () => villageDate(now(), place.village.timeZone);

test('the head of a family dies, somebody follows, and it is taken back', async ({ browser }) => {
  const page = await place.pageOf(browser, operator);
  await page.goto('/kantor/peristiwa');
  await expectWhole(page);
  await go(page, 'Kematian');
  await page.getByRole('searchbox', { name: 'Siapa yang meninggal?' }).fill('abdurrahman wahid');
  await press(page, 'Cari');
  await expectWhole(page);
  await go(page, names.head);

  await test.step('what is missing is said, and nothing typed is lost', async () => {
    await page.getByLabel('Meninggal di').fill('RSUD Taliwang');
    await press(page, 'Catat kematian');
    await expect(page.getByRole('alert')).toContainText('Isi tanggal meninggal.');
    await expect(page.getByLabel('Meninggal di')).toHaveValue('RSUD Taliwang');
    await expectWhole(page);
    await page.getByLabel('Tanggal meninggal').fill(today());
    await page.getByLabel('Sebab').selectOption('Sakit biasa/tua');
    await press(page, 'Catat kematian');
    await expect(page.getByRole('alert')).toContainText('Pilih kepala keluarga yang baru');
  });

  await tick(page, names.wife);
  await press(page, 'Catat kematian');
  await expect(page.getByRole('status')).toContainText('Peristiwa tercatat.');
  await expect(page.locator('table')).toContainText('kepala keluarga');
  await expect(page.locator('table')).toContainText(names.wife);
  await expectWhole(page);

  await test.step('the family has its new head; the register one person fewer', async () => {
    await page.goto(`/kantor/keluarga/${family}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Keluarga ${names.wife}`);
    await expect(page.locator('table').nth(1)).toContainText('Mati');
    await expectWhole(page);
    await page.goto('/kantor/peristiwa');
    await expect(page.locator('.figures')).toContainText('kematian');
    await expectWhole(page);
  });

  await test.step('undone with a reason', async () => {
    await go(page, names.head);
    await press(page, 'Batalkan peristiwa ini');
    await expect(page.getByRole('alert')).toContainText('Tulis alasan');
    await page.getByLabel('Alasan pembatalan').fill('Salah orang');
    await press(page, 'Batalkan peristiwa ini');
    await expect(page.getByRole('status')).toContainText('Peristiwa dibatalkan.');
    await expectWhole(page);
    await page.goto(`/kantor/keluarga/${family}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Keluarga ${names.head}`);
  });
});

test('the son gets a card of his own, has a child and moves in with a household', async ({
  browser,
}) => {
  const page = await place.pageOf(browser, operator);
  await page.goto('/kantor/keluarga?cari=abdurrahman');
  await expectWhole(page);
  await go(page, names.head);
  await go(page, 'Pisah KK atau keluarkan');
  await expectWhole(page);

  await tick(page, names.son);
  await page.getByLabel('Nomor KK yang baru').fill('5207 0201 0126 000');
  await page.getByLabel('Alasan perubahan').fill('Menikah');
  await press(page, 'Pisahkan ke KK baru');
  await expect(page.getByRole('alert')).toContainText('16 angka');
  await expect(page.getByRole('checkbox', { name: names.son })).toBeChecked();
  await expectWhole(page);
  await page.getByLabel('Nomor KK yang baru').fill('5207 0201 0126 0009');
  await page.getByLabel(`Hubungan ${names.son}`).selectOption('Kepala keluarga');
  await press(page, 'Pisahkan ke KK baru');
  await expect(page.getByRole('status')).toContainText('KK baru dibuat.');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Keluarga ${names.son}`);
  await expect(page.locator('.log')).toContainText('Menikah');
  await expectWhole(page);

  await test.step('its other pages hold', async () => {
    const own = new URL(page.url()).pathname;
    for (const part of ['ubah', 'susunan', 'tambah', 'gabung']) {
      await page.goto(`${own}/${part}`);
      await expectWhole(page);
    }
    const cookie = await place.cookie(operator);
    const card = await place.ask(`${own}/kartu`, { headers: { cookie } });
    expect(card.headers['content-type']).toBe('application/pdf');
    await page.goto(own);
  });

  await test.step('a birth', async () => {
    await go(page, 'Kelahiran');
    await expectWhole(page);
    await page.getByLabel('Tanggal lahir').fill(today());
    await page.getByLabel('Nama ibu, bila bukan anggota').fill('Rina');
    await page.locator('[name=ayah]').selectOption({ label: names.son });
    await page.getByLabel('Nama lengkap').fill('Bayi Pertama');
    await page.getByLabel('Jenis kelamin').selectOption('Perempuan');
    await page.getByLabel('Tempat lahir').fill('Taliwang');
    await press(page, 'Catat kelahiran');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kelahiran: BAYI PERTAMA');
    await expectWhole(page);
  });

  await test.step('a household of two families', async () => {
    await page.goto('/kantor/rumah-tangga');
    await expectWhole(page);
    await go(page, 'Buat rumah tangga');
    await page.getByRole('searchbox', { name: 'Siapa kepala rumah tangganya?' }).fill(names.head);
    await press(page, 'Cari');
    await go(page, names.head);
    await expectWhole(page);
    await press(page, 'Buat rumah tangga');
    await expect(page.getByRole('status')).toContainText('Rumah tangga dibuat.');
    await page.getByRole('searchbox', { name: 'Siapa yang tinggal bersama?' }).fill(names.son);
    await press(page, 'Cari');
    await go(page, names.son);
    await press(page, 'Tambahkan');
    await expect(page.locator('table')).toContainText(names.son);
    await expectWhole(page);
  });
});

test('the areas with who lives in them and who leads them', async ({ browser }) => {
  const page = await place.pageOf(browser, operator);
  await page.goto('/kantor/wilayah');
  await expect(page.locator('table')).toContainText('RT 002');
  await expectWhole(page);
  await page.getByLabel('Dusun', { exact: true }).fill('Bawah');
  await press(page, 'Tambah');
  await expect(page.getByRole('status')).toContainText('Wilayah ditambahkan.');
  await go(page, 'Atur BAWAH');
  await expectWhole(page);
  await page.getByLabel('Nama atau nomor dusun yang baru').fill('Atas');
  await press(page, 'Ganti nama');
  await expect(page.getByRole('alert')).toContainText('sudah ada');
  await page.getByRole('searchbox', { name: 'Pilih dari daftar warga' }).fill(names.wife);
  await press(page, 'Cari');
  await go(page, names.wife);
  await press(page, 'Simpan');
  await expect(page.getByRole('status')).toContainText('Pemimpin wilayah disimpan.');
  await expectWhole(page);
  await press(page, 'Hapus BAWAH');
  await expect(page.getByRole('status')).toContainText('Wilayah dihapus.');
});
