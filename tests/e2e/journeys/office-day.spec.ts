import type { Page } from '@playwright/test';
import { openLetterOffice, type LetterOffice } from '../../letters/letter-office.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
const people = {} as Record<'operator' | 'overseer', Person>;
let office: LetterOffice;

// A whole day of an officer: longer than one page's test.
test.setTimeout(180_000);

test.beforeAll(async () => {
  people.operator = await place.staff(['operator']);
  people.overseer = await place.staff(['overseer']);
  office = await openLetterOffice(place.village);
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const waiting = (page: Page) => page.getByRole('region', { name: 'Menunggu saya' });

test('from what waits, by search and act, to the report', async ({ browser }, info) => {
  const js = info.project.name === 'js';
  const first = await office.send();
  const page = await place.pageOf(browser, people.operator);

  await test.step('the first page says what waits, and its number leads to the list', async () => {
    await page.goto('/kantor');
    await expect(heading(page)).toHaveText('Pekerjaan hari ini');
    await expectWhole(page);
    await waiting(page)
      .getByRole('link', { name: /^1\s*Permohonan baru untuk diperiksa$/ })
      .click();
    await expect(heading(page)).toHaveText('Masuk');
    await expect(page.locator(`a[href*="${first.reference}"]`)).toHaveCount(1);
  });

  await test.step('what comes in meanwhile shows, by itself where scripts run', async () => {
    if (js) await page.clock.install();
    await page.goto('/kantor');
    await expect(waiting(page).getByRole('link', { name: /^1\s*Permohonan/ })).toBeVisible();
    await office.send();
    if (js) {
      await waiting(page).getByRole('link').focus();
      await page.clock.fastForward(25_000);
      await expect(page.getByRole('status')).toHaveText('2 pekerjaan menunggu Anda.');
      await expect(waiting(page).getByRole('link')).toBeFocused();
    } else await page.getByRole('link', { name: 'Muat ulang' }).click();
    await expect(waiting(page).getByRole('link', { name: /^2\s*Permohonan/ })).toBeVisible();
    await expect(page.getByRole('link', { name: /^Permohonan\s*2$/ })).toHaveCount(1);
    await expectWhole(page);
  });

  await test.step('a word finds in groups, a number leads straight there', async () => {
    const box = page.getByRole('searchbox', { name: 'Cari warga, surat, tiket' });
    if (js) await page.keyboard.press('/');
    await (js ? page.keyboard.type('siti aminah') : box.fill('siti aminah'));
    await box.press('Enter');
    await expect(heading(page)).toHaveText('Cari “siti aminah”');
    await expect(page.getByRole('region', { name: 'Warga' }).getByRole('link')).toHaveCount(1);
    await expect(
      page.getByRole('region', { name: 'Permohonan surat' }).getByRole('link'),
    ).toHaveCount(2);
    await expectWhole(page);
    await box.fill('x');
    await box.press('Enter');
    await expect(page.getByText('Ketik sedikitnya 2 huruf atau angka.')).toBeVisible();
    await expect(box).toHaveValue('x');
    await box.fill('tidak ada yang begini');
    await box.press('Enter');
    await expect(page.getByText('Tidak ada yang cocok')).toBeVisible();
    await expectWhole(page);
    await box.fill(first.reference.toLowerCase());
    await box.press('Enter');
    await expect(heading(page)).toHaveText('Surat Pengantar');
  });

  await test.step('the guide helps with this page, and the request is taken on', async () => {
    await page.getByRole('link', { name: 'Panduan' }).click();
    await expect(heading(page)).toHaveText('Permohonan surat');
    await expectWhole(page);
    await page.goBack();
    await page.getByRole('button', { name: 'Terima' }).click();
    await expect(page.getByText('Diterima. Permohonan diteruskan untuk diproses.')).toBeVisible();
    await page.goto('/kantor?daftar=masuk');
    await expect(page).toHaveURL(/\/kantor\/permohonan\?daftar=masuk$/);
    await expect(page.locator('.worklist a')).toHaveCount(1);
  });

  if (js)
    await test.step('signed out meanwhile, the page goes and the door comes', async () => {
      await page.goto('/kantor');
      await page.context().clearCookies();
      await page.clock.fastForward(25_000);
      await expect(page).toHaveURL(/\/kantor\/masuk/);
    });

  await test.step('the month is told as page and as files', async () => {
    const overseer = await place.pageOf(browser, people.overseer);
    await overseer.goto('/kantor');
    await expect(overseer.getByText('Tidak ada yang menunggu Anda')).toBeVisible();
    await overseer.getByRole('link', { name: 'Buku dan statistik' }).click();
    await overseer.getByRole('link', { name: 'Laporan pelayanan' }).click();
    await expect(heading(overseer)).toHaveText('Laporan pelayanan');
    const received = overseer.getByRole('row', { name: /^Permohonan surat diterima/ });
    await expect(received.getByRole('cell').first()).toHaveText('2');
    await expectWhole(overseer);
    const cookie = await place.cookie(people.overseer);
    for (const [name, begins] of [
      ['PDF', '%PDF'],
      ['Excel', 'PK'],
    ] as const) {
      const link = overseer.getByRole('link', { name: `Unduh ${name}` });
      const { status, body } = await place.ask((await link.getAttribute('href'))!, {
        headers: { cookie },
      });
      expect(status).toBe(200);
      expect(body.subarray(0, begins.length).toString()).toBe(begins);
    }
  });
});
