import { elementKeys } from '../../../src/lib/domain/survey.ts';
import { openLetterOffice } from '../../letters/letter-office.ts';
import { expectWhole, expectWholeOnBothScreens } from '../expect-whole.ts';
import { expect, test, useVillage } from '../world.ts';

const place = useVillage('Batu Putih');

test.setTimeout(240_000);

test('a finished service is judged without a name, and the office reads the index', async ({
  browser,
}) => {
  const office = await openLetterOffice(place.village);
  const { reference } = await office.send();
  await office.bringToSigning(reference);
  await office.approve(reference);
  await place.activate(office.siti.residentId);
  const page = await place.pageOf(browser, { kind: 'resident', id: office.siti.residentId });

  await test.step('what is left out is named, what was chosen stays', async () => {
    await page.goto(`/layanan-mandiri/riwayat/${reference}`);
    await page.getByRole('link', { name: 'Nilai layanan ini' }).click();
    await expectWhole(page);
    for (const key of elementKeys.slice(0, -1))
      await page.locator(`input[name=${key}][value="4"]`).check({ force: true });
    await page.getByLabel(/Saran/).fill('Terima kasih.');
    await page.getByRole('button', { name: 'Kirim penilaian' }).click();
    await expect(page.getByRole('alert')).toContainText('pertanyaan 9');
    await expect(page.locator('input[name=conduct][value="4"]')).toBeChecked();
    await expect(page.getByLabel(/Saran/)).toHaveValue('Terima kasih.');
    await expectWhole(page);
  });

  await test.step('answered once', async () => {
    await page.locator('input[name=facilities][value="3"]').check({ force: true });
    await page.getByRole('button', { name: 'Kirim penilaian' }).click();
    await expect(page.getByText('Terima kasih atas penilaian Anda')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Nilai layanan ini' })).toHaveCount(0);
    await page.goto(`/layanan-mandiri/riwayat/${reference}/survei`);
    await expect(page.getByText('sudah Anda nilai')).toBeVisible();
    await expectWhole(page);
  });

  await test.step('the overseer reads the index, which names nobody', async () => {
    const overseer = await place.pageOf(browser, await place.staff(['overseer']));
    await overseer.goto('/kantor/laporan/survei');
    await expect(overseer.locator('.figures')).toContainText('97,22');
    await expect(overseer.locator('main')).toContainText('Terima kasih.');
    await expect(overseer.locator('main')).not.toContainText('SITI');
    await expectWholeOnBothScreens(overseer);
    const arriving = overseer.waitForEvent('download');
    await overseer.getByRole('link', { name: 'Unduh Excel' }).click();
    expect((await arriving).suggestedFilename()).toMatch(/^survei-kepuasan-\d{4}\.xlsx$/);
    await overseer.goto('/kantor/laporan/survei?tahun=2001&bagian=T1');
    await expect(overseer.getByText('Belum ada yang menilai')).toBeVisible();
    await expectWhole(overseer);
  });
});
