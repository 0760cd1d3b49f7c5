/**
 * Takes the README's pictures of the real pages: `node scripts/pictures.ts ORIGIN`, where ORIGIN is a
 * running demonstration (npm run demo). Signs in as a visitor of the demonstration would.
 */
import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { demoOfficers, demoResidents } from '../src/lib/server/access/index.ts';

const origin = process.argv[2] ?? 'http://localhost:3000';
const folder = 'docs/pictures';

interface Look {
  name: string;
  who?: 'resident' | 'operator' | 'kades';
  path: string | ((page: Page) => Promise<void>);
  phone?: boolean;
  dark?: boolean;
}

const signedIn = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

const first = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
  await page.waitForLoadState('networkidle');
};

const looks: Look[] = [
  { name: 'home', path: '/', phone: true },
  { name: 'sign-in', path: '/layanan-mandiri/masuk', phone: true },
  { name: 'resident-home', who: 'resident', path: '/layanan-mandiri', phone: true },
  {
    name: 'resident-home-dark',
    who: 'resident',
    path: '/layanan-mandiri',
    phone: true,
    dark: true,
  },
  {
    name: 'request',
    who: 'resident',
    phone: true,
    path: async (page) => {
      await page.goto(`${origin}/layanan-mandiri/riwayat`);
      await first('a:has-text("Surat Keterangan Usaha")')(page);
    },
  },
  { name: 'form', who: 'resident', path: '/layanan-mandiri/surat/keterangan-usaha', phone: true },
  { name: 'office-home', who: 'operator', path: '/kantor' },
  {
    name: 'office-request',
    who: 'operator',
    path: async (page) => {
      await page.goto(`${origin}/kantor/permohonan`);
      await first('.worklist a')(page);
    },
  },
  {
    name: 'office-sign',
    who: 'kades',
    dark: true,
    path: async (page) => {
      await page.goto(`${origin}/kantor/permohonan`);
      await first('.worklist a')(page);
    },
  },
  { name: 'office-residents', who: 'operator', path: '/kantor/penduduk' },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
});
mkdirSync(folder, { recursive: true });
for (const look of looks) await take(browser, look);
await browser.close();

async function take(inBrowser: Browser, { name, who, path, phone, dark }: Look) {
  const context = await inBrowser.newContext({
    storageState: who && signedIn.get(who),
    viewport: phone ? { width: 360, height: 740 } : { width: 1366, height: 768 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'id-ID',
  });
  const page = await context.newPage();
  // Once each: a one-time code is good once.
  if (who && !signedIn.has(who)) {
    await (who === 'resident' ? signInResident(page) : signInOfficer(page, who));
    signedIn.set(who, await context.storageState());
  }
  if (typeof path === 'string') await page.goto(origin + path);
  else await path(page);
  await page.screenshot({ path: `${folder}/${name}.png` });
  await context.close();
}

async function signInResident(page: Page) {
  const [resident] = demoResidents;
  await page.goto(`${origin}/layanan-mandiri/masuk`);
  await page.getByLabel('NIK').fill(resident!.nik);
  await page.getByLabel('PIN', { exact: true }).fill(resident!.pin);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('heading', { name: /^Selamat/ }).waitFor();
}

async function signInOfficer(page: Page, username: string) {
  const officer = demoOfficers.find((o) => o.username === username)!;
  await page.goto(`${origin}/kantor/masuk`);
  await page.getByLabel('Nama pengguna').fill(officer.username);
  await page.getByLabel('Kata sandi').fill(officer.password);
  await page.getByRole('button', { name: 'Lanjut' }).click();
  const code = await page.locator('.note b').nth(1).innerText();
  await page.getByLabel('Kode enam angka').fill(code.trim());
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.locator('#meja').waitFor();
}
