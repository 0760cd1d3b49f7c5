import { switchPush } from '../../../src/lib/server/channels/index.ts';
import { getVillage } from '../../../src/lib/server/villages/index.ts';
import { makeDevice } from '../../channels/service-doubles.ts';
import { codeOf, smtpUser, startSmtpDouble } from '../../channels/smtp-double.ts';
import { staffVisitor } from '../../factories.ts';
import { openLetterOffice } from '../../letters/letter-office.ts';
import { expectWhole, expectWholeOnBothScreens } from '../expect-whole.ts';
import { expect, test, useVillage } from '../world.ts';

const place = useVillage('Batu Putih');

/** In the browser: a push service that says yes at once, where the real one would be asked. */
function pretendPush({ endpoint, p256dh, auth }: ReturnType<typeof makeDevice>) {
  const subscription = { toJSON: () => ({ endpoint, keys: { p256dh, auth } }) };
  const pushManager = {
    getSubscription: () => Promise.resolve(null),
    subscribe: ({ applicationServerKey }: { applicationServerKey: Uint8Array }) =>
      applicationServerKey.length === 65
        ? Promise.resolve(subscription)
        : Promise.reject(new Error('no key of P-256')),
  };
  const always = (object: object, name: string, value: unknown) =>
    Object.defineProperty(object, name, { configurable: true, value });
  always(Notification, 'permission', 'default');
  always(Notification, 'requestPermission', () => Promise.resolve('granted'));
  always(navigator.serviceWorker, 'register', () => Promise.resolve());
  always(navigator.serviceWorker, 'ready', Promise.resolve({ pushManager }));
}

test.setTimeout(240_000);

test('a resident chooses email, shows that it is theirs, and is told there', async ({
  browser,
}) => {
  const smtp = await startSmtpDouble();
  const office = await openLetterOffice(place.village);
  await place.activate(office.siti.residentId);
  const { reference } = await office.send();
  const admin = await place.pageOf(browser, await place.staff(['admin']));
  const siti = await place.pageOf(browser, { kind: 'resident', id: office.siti.residentId });

  await test.step('without a channel there is nothing to choose', async () => {
    await siti.goto('/layanan-mandiri/akun');
    await siti.getByRole('link', { name: 'Pemberitahuan ke luar' }).click();
    await expect(siti.getByRole('heading', { name: 'Belum ada saluran lain' })).toBeVisible();
    await expectWhole(siti);
  });

  await test.step('the office sets email up and tries it', async () => {
    await admin.goto('/kantor/pengaturan/saluran');
    await expectWholeOnBothScreens(admin);
    // The journey goes on at night as well.
    await admin.getByLabel('Jam tenang mulai').fill('00.00');
    await admin.getByLabel('Jam tenang selesai').fill('00.00');
    await admin.getByRole('button', { name: 'Simpan' }).click();
    await expect(admin.getByText('Tersimpan dan langsung berlaku')).toBeVisible();
    await admin.getByRole('link', { name: 'Email' }).click();
    await admin.getByLabel('Peladen email').fill('127.0.0.1');
    await admin.getByLabel('Porta').fill('satu');
    await admin.getByLabel('Nama pengguna').fill(smtpUser.user);
    await admin.getByLabel('Kata sandi').fill(smtpUser.password);
    await admin.getByLabel('Alamat pengirim').fill('kantor@desa.id');
    await admin.getByRole('button', { name: 'Simpan' }).click();
    await expect(admin.getByRole('alert')).toContainText('Porta berupa angka');
    await expect(admin.getByLabel('Peladen email')).toHaveValue('127.0.0.1');
    await admin.getByLabel('Porta').fill(String(smtp.port));
    await admin.getByLabel('Kata sandi').fill(smtpUser.password);
    await admin.getByRole('button', { name: 'Simpan' }).click();
    await expect(admin.getByText('Sudah tersimpan')).toBeVisible();
    await admin.getByLabel('Kirim percobaan').fill('admin@desa.id');
    await admin.getByRole('button', { name: 'Kirim percobaan' }).click();
    await expect(admin.getByRole('status')).toContainText('Percobaan diterima');
    expect(smtp.mails.at(-1)).toMatchObject({ to: ['admin@desa.id'] });
    await expectWholeOnBothScreens(admin);
  });

  await test.step('the code comes to the very address, and a wrong one is refused', async () => {
    await siti.reload();
    await siti.getByRole('link', { name: 'Pakai Email' }).click();
    await siti.getByLabel('Alamat email Anda').fill('siti@gmail');
    await siti.getByRole('button', { name: 'Kirim kode' }).click();
    await expect(siti.getByRole('alert')).toContainText('alamat email lengkap');
    await expect(siti.getByLabel('Alamat email Anda')).toHaveValue('siti@gmail');
    await expectWhole(siti);
    await siti.getByLabel('Alamat email Anda').fill('siti@gmail.com');
    await siti.getByRole('button', { name: 'Kirim kode' }).click();
    await expect(siti.getByText('si•••@gmail.com')).toBeVisible();
    const code = codeOf(smtp.mails.at(-1)!);
    await siti.getByLabel('Kode').fill(String((Number(code) + 1) % 1e6).padStart(6, '0'));
    await siti.getByRole('button', { name: 'Pastikan' }).click();
    await expect(siti.getByRole('alert')).toContainText('Kode tidak cocok');
    await expectWhole(siti);
    await siti.getByLabel('Kode').fill(code);
    await siti.getByRole('button', { name: 'Pastikan' }).click();
    await expect(siti.getByRole('status')).toContainText('Sudah dipastikan');
    await expectWhole(siti);
  });

  await test.step('her request moves: the mail arrives, and the office sees that it did', async () => {
    const before = smtp.mails.length;
    await office.move(reference, 'accept', office.operator);
    await expect.poll(() => smtp.mails.length, { timeout: 30_000 }).toBe(before + 1);
    expect(smtp.mails.at(-1)).toMatchObject({
      to: ['siti@gmail.com'],
      text: expect.stringContaining(
        `Siti, permohonan ${reference} sedang diproses. Buka ${place.origin}`,
      ),
    });
    await expect(async () => {
      await admin.goto('/kantor/pemberitahuan?keadaan=terkirim');
      await expect(admin.locator('main')).toContainText(reference, { timeout: 1000 });
    }).toPass({ timeout: 20_000 });
    await expect(admin.locator('main')).not.toContainText('gmail');
    await expectWholeOnBothScreens(admin);
  });

  await test.step('a mailbox that is gone is told to the office and to its owner', async () => {
    smtp.mood = 'unknown-recipient';
    const second = await office.send();
    await office.move(second.reference, 'reject', office.operator, 'Datanya tidak cocok.');
    await expect(async () => {
      await admin.goto('/kantor/pemberitahuan');
      await expect(admin.locator('main')).toContainText('tidak dikenal', { timeout: 1000 });
    }).toPass({ timeout: 30_000 });
    await expect(admin.getByRole('button', { name: 'Coba lagi' })).toBeVisible();
    await expectWholeOnBothScreens(admin);
    await siti.goto('/layanan-mandiri/akun/pemberitahuan');
    await expect(siti.getByText('Alamat ini ditolak')).toBeVisible();
    await expectWhole(siti);
    await siti.getByRole('button', { name: 'Hapus' }).click();
    await expect(siti.getByRole('link', { name: 'Pakai Email' })).toBeVisible();
  });

  await test.step('a phone that may be told gives its subscription, where scripts run', async () => {
    const officer = await place.staff(['admin']);
    const visitor = staffVisitor({ ...officer, roles: ['admin'], resident_id: null });
    await switchPush(await getVillage(place.village.id), visitor, true);
    await siti.addInitScript(pretendPush, makeDevice('https://fcm.googleapis.com'));
    await siti.goto('/layanan-mandiri/akun/pemberitahuan/notifikasi');
    await expectWhole(siti);
    if (test.info().project.name === 'nojs') {
      await expect(siti.getByText('tidak bisa menerima notifikasi')).toBeVisible();
      await expect(siti.getByRole('button', { name: 'Nyalakan notifikasi' })).toBeHidden();
      return;
    }
    await siti.getByRole('button', { name: 'Nyalakan notifikasi' }).click();
    await expect(siti.getByText('Menyala')).toBeVisible();
    await siti.getByRole('button', { name: 'Hapus' }).click();
    await expect(siti.getByText('Menyala')).toHaveCount(0);
  });
  await smtp.stop();
});
