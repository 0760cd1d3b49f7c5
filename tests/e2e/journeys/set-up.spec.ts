import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { presentCode } from '../../../src/lib/server/access/totp.ts';
import { expectWhole } from '../expect-whole.ts';
import { post } from '../ask.ts';
import { serve, type Served } from '../serve.ts';
import { expect, test } from '../world.ts';

/** A server of its own: the one that all share has had its first visit. */
const own = { DATABASE_URL: undefined, DATABASE_URL_APP: undefined };
let dataDir: string;
let server: Served;

test.setTimeout(240_000);

test.beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'balai-set-up-'));
  server = await serve(dataDir, own);
});

test.afterAll(async () => {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const openingWord = () => /"kode_pasang":"([a-z-]+)"/.exec(server.log())?.[1] ?? '';
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

async function search(page: Page, words: string) {
  await page.getByLabel('Nama desa').fill(words);
  await press(page, 'Cari');
}

async function fillIn(page: Page, answers: Record<string, string>) {
  for (const [label, answer] of Object.entries(answers))
    await page.getByLabel(label, { exact: true }).fill(answer);
}

/** What stands in a field, by its label. */
const typed = (page: Page, label: string) => page.getByLabel(label, { exact: true }).inputValue();

test('the first visitor sets the village up; what stands, stands after a restart', async ({
  page,
}) => {
  const origin = `http://localhost:${server.port}`;
  const password = 'pohon kelapa menari sore';

  await test.step('any page leads to the set-up', async () => {
    for (const path of ['/', '/layanan', '/kantor', '/pasang/admin', '/pasang/admin?desa=99']) {
      await page.goto(origin + path);
      expect(new URL(page.url()).pathname, path).toBe('/pasang');
    }
    await expect(heading(page)).toHaveText('Desa mana yang akan dilayani?');
    await expectWhole(page);
  });

  await test.step('the village is looked up by its name', async () => {
    await search(page, 'tidakadadesaini');
    await expect(page.getByText('Tidak ditemukan')).toBeVisible();
    expect(await typed(page, 'Nama desa')).toBe('tidakadadesaini');
    await expectWhole(page);
    await search(page, 'sidomulyo');
    await expect(page.getByText('Masih ada yang lain')).toBeVisible();
    await expectWhole(page);
    await search(page, 'batu putih taliwang');
    await expect(page.getByText('Masih ada yang lain')).toHaveCount(0);
    await expectWhole(page);
    await page.getByRole('link', { name: 'Desa Batu Putih' }).click();
    await expect(heading(page)).toHaveText('Desa Batu Putih');
    await expect(page.getByText('Kecamatan Taliwang, Kabupaten Sumbawa Barat')).toBeVisible();
    await expectWhole(page);
  });

  const alert = page.getByRole('alert').first();

  await test.step('an empty form: every refusal told at once', async () => {
    await press(page, 'Pasang Balai');
    await expect(page).toHaveTitle(/^Perlu diperbaiki/);
    await expect(alert).toContainText('Ada 4 isian yang perlu diperbaiki');
    for (const refusal of [
      'Kata pembuka tidak cocok',
      'Tulis nama Anda',
      'Tulis nama pengguna',
      'Kata sandi paling sedikit 12',
    ])
      await expect(alert).toContainText(refusal);
    await expectWhole(page);
  });

  await test.step('mistakes: what was typed stays, except passwords', async () => {
    const answers = {
      'Kata pembuka': 'abcde-abcde-abcde',
      'Nama Anda': 'Rahmat Hidayat',
      'Nama pengguna untuk masuk': 'Rahmat H',
    };
    const kept = async (page: Page) => {
      await expectWhole(page);
      for (const [label, answer] of Object.entries(answers))
        expect(await typed(page, label), label).toBe(answer);
      expect(await typed(page, 'Sebutan desa')).toBe('Gampong');
      expect(await typed(page, 'Kata sandi')).toBe('');
      expect(await typed(page, 'Ulangi kata sandi')).toBe('');
      expect(await page.content()).not.toContain(password);
    };
    await page.getByLabel('Sebutan desa').selectOption('Gampong');
    await fillIn(page, { ...answers, 'Kata sandi': 'batu putih jaya', 'Ulangi kata sandi': '' });
    await press(page, 'Pasang Balai');
    await expect(alert).toContainText('Kata pembuka tidak cocok');
    await expect(alert).toContainText('tidak boleh memuat nama desa');
    await kept(page);

    const twice = { 'Kata sandi': password, 'Ulangi kata sandi': 'pohon kelapa menari pagi' };
    await fillIn(page, twice);
    await press(page, 'Pasang Balai');
    await expect(alert).toContainText('Kedua kata sandi tidak sama');
    await kept(page);

    answers['Kata pembuka'] = openingWord();
    await fillIn(page, {
      ...answers,
      'Kata sandi': password,
      'Ulangi kata sandi': password,
    });
    await press(page, 'Pasang Balai');
    await expect(alert).toContainText('Nama pengguna terdiri dari 3–40 huruf kecil');
    await kept(page);
  });

  await test.step('the right answers; the word is not fussy about spaces and capitals', async () => {
    await page.getByLabel('Sebutan desa').selectOption('Desa');
    await fillIn(page, {
      'Kata pembuka': ` ${openingWord().toUpperCase()} `,
      'Nama pengguna untuk masuk': 'rahmat',
      'Kata sandi': password,
      'Ulangi kata sandi': password,
    });
    await press(page, 'Pasang Balai');
    await expect(heading(page)).toHaveText('Pasang kode di HP Anda');
    await expectWhole(page);
  });

  await test.step('the office opens with the code of the authenticator, not before', async () => {
    await page.goto(`${origin}/kantor`);
    await expect(page).toHaveURL(/\/kantor\/masuk/);
    await page.goto(`${origin}/kantor/masuk/daftar-kode`);
    await page.getByText('Tidak bisa memindai?').click();
    await expectWhole(page);
    const shown = await page.locator('details .num').innerText();
    const secret = shown.replace(/\s/g, '');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const wrong = presentCode(secret) === '000000' ? '000001' : '000000';
    await page.getByLabel('Kode enam angka').fill(wrong);
    await press(page, 'Selesai');
    await expect(alert).toContainText('Kode tidak cocok');
    await expectWhole(page);
    // The same secret: the app need not be set up anew.
    await page.getByText('Tidak bisa memindai?').click();
    await expect(page.locator('details .num')).toHaveText(shown);
    await page.getByLabel('Kode enam angka').fill(presentCode(secret));
    await press(page, 'Selesai');
    await expect(page).toHaveURL(/\/kantor(#kesalahan)?$/);
    await expect(page.getByText('Rahmat Hidayat').first()).toBeVisible();
    await expectWhole(page);
    await page.goto(`${origin}/kantor/pengaturan/petugas`);
    await expect(page.locator('main')).toContainText('Rahmat Hidayat');
    await expectWhole(page);
  });

  const stands = async () => {
    await page.goto(`${origin}/pasang`);
    await expect(page).toHaveURL(`${origin}/`);
    await page.goto(`${origin}/pasang/admin?desa=52.07.02.2014`);
    await expect(page).toHaveURL(`${origin}/`);
    await expect(page.getByText('Desa Batu Putih').first()).toBeVisible();
    await expectWhole(page);
  };

  await test.step('the set-up is over, and the village has its home page', async () => {
    await stands();
    const again = await post(server.port, '/pasang/admin?desa=52.07.02.2014', {
      pasang: openingWord(),
      nama: 'Orang Lain',
      'nama-pengguna': 'lain',
      sandi: password,
      'ulangi-sandi': password,
    });
    expect(again.status).toBe(404);
  });

  await test.step('all of it is there after a restart, the sign-in too', async () => {
    expect(await server.stop()).toBe(0);
    server = await serve(dataDir, { ...own, PORT: new URL(origin).port });
    expect(openingWord()).toBe('');
    await stands();
    await page.goto(`${origin}/kantor`);
    await expect(page.getByText('Rahmat Hidayat').first()).toBeVisible();
  });
});
