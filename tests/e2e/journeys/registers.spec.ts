import { readFileSync } from 'node:fs';
import { sidewaysOverflow } from '../../ui/page-checks.ts';
import { expectWhole, expectWholeOnBothScreens } from '../expect-whole.ts';
import { makeEvents } from '../../population/make-event.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let secretary: Person;
let overseer: Person;

test.beforeAll(async () => {
  secretary = await place.staff(['secretary']);
  overseer = await place.staff(['overseer']);
  const born = await place.newcomer({ name: 'BAYI BARU', birth_date: '2026-11-02', sex: 2 });
  await makeEvents(place.village.id, [
    { resident_id: born.id, kind: 'birth', occurred_on: '2026-11-02' },
  ]);
  await Promise.all(
    Array.from({ length: 34 }, (_, i) =>
      place.newcomer({ sex: i % 2 ? 1 : 2, religion: i === 0 ? 4 : 1, birth_date: '1990-03-04' }),
    ),
  );
});

test('the office opens a register, sees numbers for a purpose, and takes it out', async ({
  browser,
}) => {
  const page = await place.pageOf(browser, secretary);
  await page.goto('/kantor/buku');
  await page.getByRole('link', { name: 'B.2 Buku Mutasi Penduduk' }).click();
  await page.getByLabel('Bulan').selectOption('November');
  await page.getByLabel('Tahun').selectOption('2026');
  await page.getByRole('button', { name: 'Tampilkan', exact: true }).click();
  await expect(page.locator('tbody')).toContainText('BAYI BARU');

  await page.goto('/kantor/buku/induk');
  await expect(page.locator('tbody tr')).toHaveCount(35);
  await expect(page.locator('tbody')).toContainText('5207••••••••');
  await expectWholeOnBothScreens(page);
  const heights = await page
    .locator('thead tr:last-child td')
    .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().top));
  expect([heights.length > 10, new Set(heights).size]).toEqual([true, 1]);

  await test.step('in full only for a purpose; what was chosen stays', async () => {
    await page.getByText('Lengkap', { exact: true }).click();
    await page.getByRole('button', { name: 'Unduh Excel' }).click();
    await expect(page.getByRole('alert')).toContainText('Tulis keperluannya');
    await expect(page.getByLabel('Lengkap', { exact: true })).toBeChecked();
    await page.getByLabel('Keperluan nomor lengkap').fill('Cetak buku tahunan');
    await page.getByRole('button', { name: 'Tampilkan nomor lengkap di layar' }).click();
    await expect(page.getByRole('status').first()).toContainText('lengkap sedang ditampilkan');
    await expect(page.locator('tbody')).not.toContainText('••••');
  });

  for (const [button, ending, begins] of [
    ['Unduh Excel', 'xlsx', 'PK'],
    ['Unduh PDF', 'pdf', '%PDF'],
  ] as const) {
    await test.step(button, async () => {
      await page.goto('/kantor/buku/induk');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(
        new RegExp(`^buku-induk-batu-putih-.*${ending}$`),
      );
      expect(
        readFileSync(await download.path())
          .toString('latin1')
          .startsWith(begins),
      ).toBe(true);
    });
  }
});

test('the overseer reads the registers masked', async ({ browser }) => {
  const page = await place.pageOf(browser, overseer);
  await page.goto('/kantor/buku/induk');
  await expect(page.locator('tbody tr')).toHaveCount(35);
  await expect(page.getByRole('button', { name: 'Tampilkan nomor lengkap' })).toHaveCount(0);
  await page.goto('/kantor/statistik');
  await expect(page.locator('.figures')).toContainText('35 penduduk tetap');
  await expectWhole(page);
});

test('anyone reads the figures, but none of one or two people', async ({ page }) => {
  await page.goto(`${place.origin}/`);
  await page.getByRole('link', { name: 'Statistik penduduk' }).first().click();
  await expect(page.locator('.figures')).toContainText('35 penduduk');
  const row = (label: string) => page.getByRole('row', { name: new RegExp(`^${label}`) });
  await expect(row('Islam')).toContainText('34');
  await expect(row('Hindu')).toContainText('< 3');
  await expect(page.getByRole('img', { name: /Piramida penduduk/ })).toBeVisible();
  await expectWhole(page);
  await page.setViewportSize({ width: 180, height: 370 });
  expect(await sidewaysOverflow(page)).toBe(0);
});
