/** The small scripts: what they add, and that nothing depends on them. */
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { createServer, type Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from './browser.ts';
import { browserScript } from './browser-script.ts';

let body = '';
let received: { path: string; body: Buffer }[] = [];
let server: Server;
let origin: string;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const scripts = new Map<string, string>();
  for (const name of ['balai', 'kantor']) scripts.set(`/${name}.js`, await browserScript(name));
  server = createServer((request, response) => {
    const script = scripts.get(request.url ?? '');
    if (script) return void response.setHeader('content-type', 'text/javascript').end(script);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.method === 'POST') {
        received.push({ path: request.url!, body: Buffer.concat(chunks) });
        if (request.url === '/contoh')
          return void response
            .setHeader('content-type', 'text/html')
            .end('<main>lain<div id="contoh"><b>007/BTP</b></div></main>');
        // a slow line: the second press comes while the first is on its way
        return void setTimeout(
          () =>
            response
              .setHeader('content-type', 'image/svg+xml')
              .end('<svg xmlns="http://www.w3.org/2000/svg"/>'),
          300,
        );
      }
      response
        .setHeader('content-type', 'text/html; charset=utf-8')
        .setHeader('content-security-policy', "default-src 'self'; img-src 'self' blob:")
        .end(
          `<!doctype html><title>x</title><main>${body}</main><script src="/balai.js"></script><script src="/kantor.js"></script>`,
        );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchChromium();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  server?.close();
});
beforeEach(async () => {
  received = [];
  context = await browser.newContext();
  page = await context.newPage();
});
afterEach(() => context.close());

async function open(html: string) {
  body = html;
  await page.goto(origin);
}

describe('sending a form', () => {
  const form =
    '<form method="post" action="/kirim"><input name="a"><button name="aksi" value="kirim" data-busy="Mengirim …"><span>Kirim</span></button></form>';

  it('sends once however often it is pressed, with the button’s value', async () => {
    await open(form);
    const words = await page.evaluate(() => {
      const button = document.querySelector('button')!;
      button.click();
      button.click();
      button.click();
      return button.textContent;
    });
    expect(words).toBe('Mengirim …');
    await expect.poll(() => received.length).toBe(1);
    await page.waitForURL('**/kirim');
    expect(received).toHaveLength(1);
    expect(received[0]!.body.toString()).toBe('a=&aksi=kirim');
  });

  it('warns before typed words are lost, but not when they are sent', async () => {
    const warnings: string[] = [];
    page.on('dialog', (dialog) => {
      warnings.push(dialog.type());
      void dialog.accept();
    });
    await open(form);
    await page.locator('input').pressSequentially('x');
    await page.reload();
    expect(warnings).toEqual(['beforeunload']);
    await page.locator('input').pressSequentially('x');
    await page.click('button');
    await page.waitForURL('**/kirim');
    expect(warnings).toHaveLength(1);
  });

  it('tells when the line is gone', async () => {
    await open(form);
    await context.setOffline(true);
    await page.getByText('Sinyal terputus').waitFor();
    await context.setOffline(false);
    await page.getByText('Sinyal terputus').waitFor({ state: 'detached' });
  });

  it('writes nothing on the phone', async () => {
    await open(form);
    await page.locator('input').pressSequentially('5207024106900003');
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });
});

describe('typing', () => {
  it('groups a NIK in fours and leaves the rest to the server', async () => {
    await open('<input data-group="4">');
    const input = page.locator('input');
    await input.pressSequentially('5207024106900003');
    expect(await input.inputValue()).toBe('5207 0241 0690 0003');
    await input.fill('');
    await input.pressSequentially('5207x');
    expect(await input.inputValue()).toBe('5207x');
  });

  it('shows the PIN on demand and hides it again', async () => {
    await open(
      '<form method="post"><label for="p">PIN</label><input id="p" type="password" data-reveal></form>',
    );
    const button = page.getByRole('button', { name: 'Tampilkan PIN' });
    await button.click();
    expect(await page.getAttribute('#p', 'type')).toBe('text');
    await button.click();
    expect(await page.getAttribute('#p', 'type')).toBe('password');
  });
});

describe('pictures', () => {
  /** A noisy picture as PNG: does not compress by itself. */
  const noise = (width: number, height: number) =>
    sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();

  it('shrink to 1600 pixels and 300 KB before they are sent', async () => {
    await open('<form method="post"><input type="file" name="foto" data-shrink></form>');
    const png = await noise(1800, 900);
    expect(png.length).toBeGreaterThan(2_000_000);
    await page.setInputFiles('input', { name: 'kios.png', mimeType: 'image/png', buffer: png });
    await page.getByText('kios.jpg').waitFor();
    const file = await page.evaluate(async () => {
      const picked = document.querySelector('input')!.files![0]!;
      const picture = await createImageBitmap(picked);
      return { type: picked.type, size: picked.size, width: picture.width, height: picture.height };
    });
    expect(file.type).toBe('image/jpeg');
    expect(file.size).toBeLessThanOrEqual(300 * 1024);
    expect(file.width).toBeLessThanOrEqual(1600);
    expect(file.width / file.height).toBeCloseTo(2, 1);
  });

  it.each([
    ['a PDF', 'surat.pdf', 'application/pdf', Buffer.alloc(500_000, 'x')],
    ['a broken picture', 'rusak.jpg', 'image/jpeg', Buffer.alloc(500_000, 'x')],
    ['a small picture', 'kecil.jpg', 'image/jpeg', Buffer.alloc(2_000, 'x')],
  ])('%s goes as it is', async (_, name, mimeType, buffer) => {
    await open('<form method="post"><input type="file" name="foto" data-shrink></form>');
    await page.setInputFiles('input', { name, mimeType, buffer });
    await page.getByText(name).waitFor();
    expect(await page.evaluate(() => document.querySelector('input')!.files![0]!.size)).toBe(
      buffer.length,
    );
  });
});

describe('the office’s keys', () => {
  const desk =
    '<input id="cari" data-key="/"><ul data-walk><li><a href="#1">1</a></li><li><a href="#2" aria-current="true">2</a></li><li><a href="#3">3</a></li></ul><button type="button" data-key="t">Terima</button><div data-keys hidden><button type="button">Matikan</button></div>';
  const pressed = () =>
    page.evaluate(() => {
      const seen: string[] = [];
      document.addEventListener('click', (event) =>
        seen.push((event.target as Element).textContent!),
      );
      (window as unknown as { seen: string[] }).seen = seen;
    });
  const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);

  it('press what carries them, except inside a field', async () => {
    await open(desk);
    await pressed();
    await page.keyboard.press('t');
    expect(await seen()).toEqual(['Terima']);
    await page.keyboard.press('/');
    await page.keyboard.type('t/');
    expect(await page.inputValue('#cari')).toBe('t/');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+t');
    await page.keyboard.press('T');
    expect(await seen()).toEqual(['Terima', 'Terima']);
  });

  it('walk the list from the open one', async () => {
    await open(desk);
    const at = () => page.evaluate(() => document.activeElement!.textContent);
    await page.keyboard.press('j');
    expect(await at()).toBe('3');
    await page.keyboard.press('j');
    expect(await at()).toBe('3');
    await page.keyboard.press('h');
    await page.keyboard.press('h');
    expect(await at()).toBe('1');
  });

  it('can be switched off, and stay off', async () => {
    await open(desk);
    await page.getByRole('button', { name: 'Matikan tombol cepat' }).click();
    await page.reload();
    await pressed();
    await page.keyboard.press('t');
    expect(await seen()).toEqual([]);
    await page.getByRole('button', { name: 'Nyalakan tombol cepat' }).click();
    await page.keyboard.press('t');
    expect(await seen()).toContain('Terima');
  });
});

describe('live parts of the office', () => {
  it('draws the letter anew after typing, once for many keys', async () => {
    await open(
      '<form id="f" method="post"><input name="nama"></form><img alt="Surat" data-preview="/pratinjau" data-preview-form="f">',
    );
    await page.locator('input').pressSequentially('Kios Berkah');
    await expect.poll(() => page.getAttribute('img', 'src')).toMatch(/^blob:/);
    expect(received.map((one) => one.path)).toEqual(['/pratinjau']);
    expect(received[0]!.body.toString()).toContain('Kios Berkah');
  });

  it('answers to what is typed, once for many keys, and leaves the rest of the page alone', async () => {
    await open(
      '<form><input name="pola"><div id="contoh" data-live="/contoh">lama</div></form><p>tetap</p>',
    );
    await page.locator('input').pressSequentially('{nomor}/{desa}');
    await page.locator('#contoh').getByText('007/BTP').waitFor();
    expect(received.map((one) => one.path)).toEqual(['/contoh']);
    expect(received[0]!.body.toString()).toContain('{nomor}/{desa}');
    expect(await page.locator('input').inputValue()).toBe('{nomor}/{desa}');
    expect(await page.getByText('tetap').count()).toBe(1);
  });

  it('renews what is under way until it is done', async () => {
    await open('<div id="kemajuan" data-renew="50">1 dari 3</div>');
    body = '<div id="kemajuan" data-renew="50">2 dari 3</div>';
    await page.getByText('2 dari 3').waitFor();
    body = '<p>Selesai</p>';
    await page.getByText('Selesai').waitFor();
  });
});
