import type { Page } from '@playwright/test';
import { poppler } from '../../letters/read-pdf.ts';
import { ensureCertificate } from '../../../src/lib/server/letters/index.ts';
import { withVillage } from '../../../src/lib/server/platform/index.ts';
import { makeResident } from '../../factories.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage } from '../world.ts';

const place = useVillage('Batu Putih');

test.setTimeout(180_000);

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

test('one letter for many: put together, checked, approved, printed, found by each', async ({
  browser,
}) => {
  const { id } = place.village;
  await withVillage(id, (tx) => ensureCertificate(tx, place.village));
  const receiver = await place.resident({ name: 'RAHMAT PENERIMA' });
  const others: { nik: string }[] = [];
  for (const name of ['SRI WAHYUNINGSIH BINTI HAJI ABDULLAH MANSYUR', 'BUDI PENERIMA'])
    others.push(await makeResident(id, { name }));
  const dead = await makeResident(id, { name: 'ALMARHUM PENERIMA', basic_status: 2 });
  const operator = await place.pageOf(browser, await place.staff(['operator']));

  await operator.goto('/kantor/surat/massal');
  await expectWhole(operator);
  await press(operator, 'Mulai');
  await expect(operator.getByRole('alert')).toContainText('Pilih jenis surat dari daftar.');
  await operator.getByLabel('Jenis surat').selectOption({ label: 'Surat Keterangan Umur' });
  await operator.getByLabel('Nama daftar').fill('Calon penerima beasiswa');
  await press(operator, 'Mulai');

  await test.step('the answers that are the same for all', async () => {
    await operator.getByLabel('Keperluan').fill('x');
    await press(operator, 'Simpan');
    await expect(operator.getByRole('alert')).toContainText('lebih lengkap');
    await expect(operator.getByLabel('Keperluan')).toHaveValue('x');
    await expectWhole(operator);
    await operator.getByLabel('Keperluan').fill('pendaftaran beasiswa kabupaten');
    await press(operator, 'Simpan');
  });

  await test.step('who is on the list', async () => {
    await expect(operator.getByRole('heading', { level: 1 })).toHaveText('Tambah warga');
    await expectWhole(operator);
    await operator
      .getByLabel('NIK atau nama lengkap')
      .fill([others[0]!.nik, dead.nik, 'Tidak Dikenal'].join('\n'));
    await press(operator, 'Tambahkan');
    await expect(operator.getByText('2 orang ditambahkan ke daftar')).toBeVisible();
    await operator.getByRole('link', { name: 'Tambah warga' }).click();
    await operator.getByLabel('Nama, NIK, nomor KK, atau alamat').fill('penerima');
    await press(operator, 'Cari');
    await expectWhole(operator);
    await press(operator, 'Tambahkan semua (2 orang)');
    await expect(operator.getByText('sudah meninggal').first()).toBeVisible();
    await expect(operator.getByText('tidak ada dalam data desa: TIDAK DIKENAL')).toBeVisible();
    await expect(operator.getByRole('img', { name: /Surat pertama/ })).toBeVisible();
    await expectWhole(operator);
    await press(operator, 'Keluarkan ALMARHUM PENERIMA');
    await press(operator, 'Ajukan 3 surat');
    await expect(operator.getByText('Menunggu Perangkat Desa.')).toBeVisible();
  });

  await test.step('the chain', async () => {
    const official = await place.pageOf(browser, await place.staff(['official']));
    await official.goto('/kantor/surat/massal');
    await expect(official.getByText('Menunggu Anda')).toBeVisible();
    await official.getByRole('link', { name: 'Calon penerima beasiswa' }).click();
    await press(official, 'Teruskan');
    const head = await place.pageOf(browser, await place.staff(['head']));
    await head.goto(operator.url());
    await expectWhole(head);
    await press(head, 'Setujui dan tanda tangani 3 surat');
    await expect(async () => {
      await head.goto(operator.url());
      await expect(head.getByText('Selesai', { exact: true })).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 60_000 });
    await expectWhole(head);
    await expect(head.getByText('3surat jadi')).toBeVisible();
  });

  await test.step('one document to print', async () => {
    await operator.goto(operator.url());
    const download = operator.waitForEvent('download');
    await operator.getByRole('link', { name: 'Unduh PDF untuk dicetak' }).click();
    const file = await (await download).createReadStream();
    const pdf = Buffer.concat(await Array.fromAsync(file as AsyncIterable<Buffer>));
    expect(poppler('pdfinfo', pdf)).toMatch(/Pages: +3/);
    expect(poppler('pdftotext', pdf)).toContain('RAHMAT PENERIMA');
  });

  await test.step('each finds their own', async () => {
    const own = await place.pageOf(browser, receiver);
    await own.goto('/layanan-mandiri/riwayat');
    await expect(own.getByRole('link', { name: /Surat Keterangan Umur/ })).toBeVisible();
  });
});
