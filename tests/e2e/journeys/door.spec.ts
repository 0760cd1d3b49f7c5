import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { withVillage } from '../../../src/lib/server/platform/index.ts';
import { goodPin, makeHolder } from '../../access/people.ts';
import { expectWhole } from '../expect-whole.ts';
import { expect, test, useVillage, type Person } from '../world.ts';

const place = useVillage('Batu Putih');
let operator: Person;

// A whole journey with several people: longer than one page's test.
test.setTimeout(240_000);

test.beforeAll(async () => {
  operator = await place.staff(['operator']);
});

/** The office makes a PIN; returned as it stands on the printed slip. */
async function issueSlip(page: Page, residentId: string, file: string): Promise<string> {
  await page.goto(`/kantor/akun-warga/${residentId}`);
  await expectWhole(page);
  const key = await page.locator('input[name=kunci]').inputValue();
  const slip = await place.post(
    `/kantor/akun-warga/${residentId}/slip`,
    { kunci: key },
    { headers: { cookie: await place.cookie(operator) } },
  );
  expect(slip.headers['content-type']).toBe('application/pdf');
  writeFileSync(file, slip.body);
  const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' });
  return /(?<!\d)\d{3}\s?\d{3}(?!\d)/.exec(text)?.[0] ?? '';
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function signIn(page: Page, nik: string, pin: string) {
  await page.goto('/layanan-mandiri/masuk');
  await page.getByLabel('NIK').fill(nik);
  await page.getByLabel('PIN', { exact: true }).pressSequentially(pin);
  await page.getByRole('button', { name: 'Masuk' }).click();
}

test('a PIN from the office, the first sign-in, a PIN of one’s own', async ({ browser }, info) => {
  const nik = info.project.name === 'js' ? '5207021506850101' : '5207021506850102';
  const resident = await place.newcomer({ name: 'M. YUSUF', nik });
  const office = await place.pageOf(browser, operator);
  const slipPin = await issueSlip(office, resident.id, info.outputPath('slip.pdf'));
  expect(slipPin).toMatch(/^\d{3} \d{3}$/);

  const page = await place.pageOf(browser);
  await page.goto('/layanan-mandiri');
  await expect(page).toHaveURL(/\/layanan-mandiri\/masuk/);
  await expectWhole(page);
  await signIn(page, nik, slipPin);

  await test.step('the first PIN must be changed, and not into a guessable one', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Buat PIN Anda sendiri');
    await expectWhole(page);
    await page.goto('/layanan-mandiri/surat');
    await expect(page).toHaveURL(/ganti-pin/);
    const change = async (pin: string) => {
      await page.getByLabel('PIN di slip').pressSequentially(slipPin);
      await page.getByLabel('PIN baru', { exact: true }).fill(pin);
      await page.getByLabel('Ulangi PIN baru').fill(pin);
      await page.getByRole('button', { name: 'Simpan PIN' }).click();
    };
    await change('150685');
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expectWhole(page);
    await change('739164');
  });

  await test.step('the terms must be accepted', async () => {
    await expect(page).toHaveURL(/ketentuan/);
    await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
    await expect(page.getByRole('alert').first()).toBeVisible();
    await page.getByText('Saya sudah membaca dan setuju').click();
    await page.getByRole('button', { name: 'Lanjut', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Yusuf');
    await expectWhole(page);
  });

  await test.step('signed out, and in again with the new PIN', async () => {
    await page.goto('/layanan-mandiri/akun');
    await expectWhole(page);
    await page.getByRole('button', { name: /^Keluar$/ }).click();
    await page.goto('/layanan-mandiri/riwayat');
    await expect(page).toHaveURL(/masuk\?lanjut=/);
    await signIn(page, nik, slipPin);
    await expect(page.getByText(/NIK atau PIN tidak cocok/).first()).toBeVisible();
    await signIn(page, nik, '739164');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Yusuf');
  });
});

test('wrong PINs make one wait, then close the door, until the office opens it', async ({
  browser,
}, info) => {
  const nik = info.project.name === 'js' ? '5207021506850201' : '5207021506850202';
  const resident = await place.newcomer({ nik });
  const office = await place.pageOf(browser, operator);
  const pin = await issueSlip(office, resident.id, info.outputPath('slip.pdf'));
  const page = await place.pageOf(browser);

  // Waiting is made short by moving the last wrong try into the past, as time would.
  const waitLong = () =>
    withVillage(place.village.id, (tx) =>
      tx
        .updateTable('sign_in_try')
        .set({ last_failure_at: new Date(0) })
        .execute(),
    );
  for (let i = 1; i <= 10; i++) {
    await waitLong();
    await signIn(page, nik, '908172');
    await expect(page.getByText(/NIK atau PIN tidak cocok/).first()).toBeVisible();
  }
  await waitLong();
  await signIn(page, nik, pin);
  await expect(page).toHaveURL(/masuk/);
  await expect(page.getByText(/kantor desa/).first()).toBeVisible();
  await expectWhole(page);

  await office.goto(`/kantor/akun-warga/${resident.id}`);
  await expect(office.getByText('Terkunci karena sudah 10 kali salah PIN')).toBeVisible();
  await expectWhole(office);
  await office.getByRole('button', { name: 'Buka kunci, PIN tetap' }).click();
  await signIn(page, nik, pin);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Buat PIN Anda sendiri');
});

test('the office’s shared screen stays one, whoever leaves it and however', async ({ browser }) => {
  const { id, nik } = await makeHolder(place.village);
  const page = await place.pageOf(browser);
  const signInHere = async () => {
    await page.getByLabel('NIK').fill(nik);
    await page.getByLabel('PIN', { exact: true }).fill(goodPin);
    await press(page, 'Masuk');
    await expect(page).toHaveURL(/\/layanan-mandiri(#.*)?$/);
  };
  const expectShared = async () => {
    await expect(page).toHaveURL(/\/masuk\?.*anjungan/);
    await expect(page.getByText('HP ini dipakai bersama?')).toHaveCount(0);
    await expectWhole(page);
  };
  await page.goto('/layanan-mandiri/masuk?anjungan=1');
  await page.getByRole('link', { name: 'Cara mendapat PIN' }).click();
  await page.getByRole('link', { name: 'Kembali' }).click();
  await expectShared();

  await test.step('signed out', async () => {
    await signInHere();
    await page.goto('/layanan-mandiri/akun');
    await page.getByRole('button', { name: /^Keluar$/ }).click();
    await expect(page.getByText('Anda sudah keluar')).toBeVisible();
    await expectShared();
  });

  await test.step('left alone: not back to the page of the one before', async () => {
    await signInHere();
    await withVillage(place.village.id, (tx) =>
      tx
        .updateTable('session')
        .set({ last_seen_at: new Date(Date.now() - 3 * 60_000) })
        .where('resident_id', '=', id)
        .execute(),
    );
    await page.goto('/layanan-mandiri/riwayat');
    await expectShared();
    expect(page.url()).not.toContain('lanjut');
    await signInHere();
  });
});
