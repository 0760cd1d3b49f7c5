import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { addDays, villageDate } from '../../../src/lib/domain/dates-id.ts';
import { presentCode } from '../../../src/lib/server/access/totp.ts';
import { now } from '../../../src/lib/server/platform/index.ts';
import { goodPassword, makeOfficer } from '../../access/people.ts';
import {
  bsreNik,
  bsrePassphrase,
  bsreUser,
  startBsreDouble,
  type BsreDouble,
} from '../../letters/bsre-double.ts';
import { openLetterOffice, type LetterOffice } from '../../letters/letter-office.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let office: LetterOffice;
let bsre: BsreDouble;
let head: { id: string; totpSecret: string };
const people = {} as Record<'admin' | 'head' | 'secretary', Person>;

test.setTimeout(240_000);

test.beforeAll(async () => {
  bsre = await startBsreDouble();
  office = await openLetterOffice(place.village);
  head = await makeOfficer(place.village, ['head']);
  people.admin = await place.staff(['admin']);
  people.head = { kind: 'staff', id: head.id };
  people.secretary = { kind: 'staff', id: office.secretary.staffId };
  // The head proves on screen who they are, which takes an account with a password.
  const posts = [
    [head.id, { position: 'Kepala Desa', name: 'H. ABDUL RAHMAN', signs: true }],
    [office.head.staffId, { position: 'Kasi Pemerintahan', name: 'M. TAHIR', signs: false }],
    [office.secretary.staffId, { position: 'Sekretaris Desa', name: 'NURUL HIDAYAH' }],
  ] as const;
  await office.run(async (tx) => {
    for (const [staffId, post] of posts)
      await tx.updateTable('official').set(post).where('staff_id', '=', staffId).execute();
  });
});
test.afterAll(() => bsre.stop());

const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function toSign() {
  const { reference } = await office.send();
  await office.bringToSigning(reference);
  return reference;
}
const letterOf = async (reference: string) => (await office.look(reference)).letter;

async function textOf(reference: string) {
  const { body } = await place.ask(`/kantor/permohonan/${reference}/pdf`, {
    headers: { cookie: await place.cookie(people.admin) },
  });
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: body, encoding: 'utf8' });
}

/** Ticks all that waits and goes on to the page where it is signed. */
async function chooseAll(page: Page) {
  await page.goto('/kantor/tandatangan');
  await page.getByRole('link', { name: 'Centang semua' }).click();
  await press(page, 'Periksa yang dicentang');
}

test('many at once, by the stand-in, and through a service that fails', async ({ browser }) => {
  const pages = {
    admin: await place.pageOf(browser, people.admin),
    head: await place.pageOf(browser, people.head),
    secretary: await place.pageOf(browser, people.secretary),
  };
  const signers = '/kantor/pengaturan/penanda-tangan';

  await test.step('the head signs three letters with one proof', async () => {
    const page = pages.head;
    const references = [await toSign(), await toSign(), await toSign()];
    await office.run((tx) =>
      tx
        .updateTable('session')
        .set({ proved_at: new Date(Date.now() - 3_600_000) })
        .where('staff_id', '=', head.id)
        .execute(),
    );
    await page.goto('/kantor/permohonan');
    await page.getByRole('link', { name: 'Tanda tangani sekaligus (3)' }).click();
    await expectWhole(page);
    await chooseAll(page);
    await page.getByLabel('Kata sandi').fill(goodPassword);
    await page.getByLabel('Kode enam angka').fill(presentCode(head.totpSecret));
    await press(page, 'Lanjut');
    await expect(heading(page)).toHaveText('Yang akan Anda tanda tangani');
    await expectWhole(page);
    await press(page, 'Tanda tangani 3 surat');
    await expect(heading(page)).toHaveText('3 dari 3 surat ditandatangani');
    await expectWhole(page);
    const letters = await Promise.all(references.map(letterOf));
    expect(letters.map((letter) => letter?.sequence).sort()).toEqual([1, 2, 3]);
    await page.goto('/kantor/tandatangan');
    await expect(page.getByText('Tidak ada surat yang menunggu')).toBeVisible();
    await expectWhole(page);
  });

  await test.step('an absence is recorded once the stand-in has authority', async () => {
    const page = pages.admin;
    const today = villageDate(now(), place.village.timeZone);
    await page.goto(signers);
    await expectWhole(page);
    await page.getByRole('link', { name: 'Catat yang berhalangan' }).click();
    const absence = async () => {
      await page
        .getByLabel('Yang berhalangan')
        .selectOption({ label: 'H. ABDUL RAHMAN, Kepala Desa' });
      await page
        .getByLabel('Digantikan oleh')
        .selectOption({ label: 'NURUL HIDAYAH, Sekretaris Desa' });
      await page.getByLabel('Hari pertama').fill(today);
      await page.getByLabel('Hari terakhir').fill(addDays(today, 2));
      await page.getByLabel('Alasan').fill('Dinas luar ke kabupaten');
      await press(page, 'Simpan');
    };
    await absence();
    await expect(page.getByRole('alert')).toContainText('belum berwenang menandatangani');
    await expect(page.getByLabel('Alasan')).toHaveValue('Dinas luar ke kabupaten');
    await expectWhole(page);

    await page.goto(`${signers}/wewenang`);
    await page.getByLabel('Pejabat').selectOption({ label: 'NURUL HIDAYAH, Sekretaris Desa' });
    await page.getByText('a.n. (atas nama kepala desa)').click();
    await page.getByLabel('Mulai berlaku').fill(today);
    await page.getByLabel('Nomor SK').fill('141/07/BTP/2026');
    await press(page, 'Beri wewenang');
    await expect(page.getByRole('alert')).toContainText('Isi tanggal SK');
    await expectWhole(page);
    await page.getByLabel('Tanggal SK').fill(today);
    await press(page, 'Beri wewenang');
    await expect(page.getByText('a.n. NURUL HIDAYAH').first()).toBeVisible();

    await page.getByRole('link', { name: 'Catat yang berhalangan' }).click();
    await absence();
    await expect(page.getByText('Hari ini surat ditandatangani NURUL HIDAYAH')).toBeVisible();
    await expectWhole(page);
  });

  await test.step('the secretary signs on behalf of the head', async () => {
    const page = pages.secretary;
    const reference = await toSign();
    await page.goto(`/kantor/permohonan/${reference}`);
    await press(page, 'Setujui dan tanda tangani');
    await expect(page.getByText('Sekretaris Desa, a.n. Kepala Desa').first()).toBeVisible();
    await expectWhole(page);
    expect(await textOf(reference)).toMatch(
      /a\.n\. KEPALA DESA BATU PUTIH\s+SEKRETARIS DESA[\s\S]+NURUL HIDAYAH/,
    );
  });

  await test.step('the village takes BSrE’s service', async () => {
    const page = pages.admin;
    await page.goto(signers);
    await page.getByRole('link', { name: 'NURUL HIDAYAH' }).click();
    await page.getByLabel('NIK di layanan').fill('12');
    await press(page, 'Simpan');
    await expect(page.getByRole('alert')).toContainText('NIK');
    await expectWhole(page);
    await page.getByLabel('NIK di layanan').fill(bsreNik);
    await press(page, 'Simpan');
    await expect(heading(page)).toHaveText('Penanda tangan');
    await expect(page.getByText(bsreNik)).toHaveCount(0);

    await page.goto('/kantor/pengaturan/tanda-tangan');
    await page.locator('label', { hasText: 'Layanan BSrE' }).click();
    await page.getByLabel('Alamat layanan', { exact: true }).fill('http://esign.contoh.go.id');
    await page.getByLabel('Nama pengguna desa').fill(bsreUser.username);
    await page.getByLabel('Kata sandi desa').fill(bsreUser.password);
    await press(page, 'Simpan');
    await expect(page.getByRole('alert')).toContainText('https://');
    await expect(page.getByLabel('Nama pengguna desa')).toHaveValue(bsreUser.username);
    await expectWhole(page);
    await page.getByLabel('Alamat layanan', { exact: true }).fill(bsre.url);
    await page.getByLabel('Kata sandi desa').fill(bsreUser.password);
    await press(page, 'Simpan');
    await expect(page.getByText('Tersimpan dan langsung berlaku')).toBeVisible();
    await expectWhole(page);
  });

  await test.step('a wrong passphrase loses nothing: the same number is signed at last', async () => {
    const page = pages.secretary;
    const reference = await toSign();
    await page.goto(`/kantor/permohonan/${reference}`);
    await page.getByLabel('Passphrase BSrE Anda').fill('salah-ketik');
    await press(page, 'Setujui dan tanda tangani');
    await expect(page.getByText('Passphrase tidak cocok').first()).toBeVisible();
    const waiting = page.getByText(/Menunggu tanda tangan elektronik, nomor/);
    const number = (await waiting.innerText()).split('nomor ')[1];
    await expectWhole(page);
    await page.getByLabel('Passphrase BSrE Anda').fill(bsrePassphrase);
    await press(page, 'Lanjutkan penandatanganan');
    await expect(page.getByText('Disetujui. Surat sudah bernomor')).toBeVisible();
    expect((await letterOf(reference))?.number).toBe(number);
    expect(await textOf(reference)).toContain('diterbitkan BSrE');
  });

  await test.step('a service that is down keeps both letters for the next go', async () => {
    const page = pages.secretary;
    const references = [await toSign(), await toSign()];
    bsre.mood = 'breaks';
    await chooseAll(page);
    await page.getByLabel('Passphrase BSrE Anda').fill(bsrePassphrase);
    await press(page, 'Tanda tangani 2 surat');
    await expect(heading(page)).toHaveText('0 dari 2 surat ditandatangani');
    await expect(page.getByText('tidak bisa dihubungi').first()).toBeVisible();
    await expectWhole(page);
    bsre.mood = 'well';
    await chooseAll(page);
    await page.getByLabel('Passphrase BSrE Anda').fill(bsrePassphrase);
    await press(page, 'Tanda tangani 2 surat');
    await expect(heading(page)).toHaveText('2 dari 2 surat ditandatangani');
    const letters = await Promise.all(references.map(letterOf));
    expect(letters.map((letter) => letter?.sequence).sort()).toEqual([6, 7]);
  });

  await test.step('the head is back', async () => {
    await pages.admin.goto(signers);
    await press(pages.admin, 'Sudah hadir');
    await expect(pages.admin.getByText('Semua pejabat hadir.')).toBeVisible();
    await pages.secretary.goto('/kantor');
    await expect(pages.secretary.getByRole('link', { name: 'Tanda tangan' })).toHaveCount(0);
  });
});
