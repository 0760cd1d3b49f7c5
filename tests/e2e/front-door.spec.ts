/** What holds for every answer, whoever asks for what. */
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { largestBody } from '../../cli/front-door.ts';
import type { Answer } from './ask.ts';
import { expect, foundPlace, test, useVillage } from './world.ts';

const place = useVillage('Batu Putih');
// Where a village is alone it answers on any host.
test.beforeAll(async () => void (await foundPlace('Lain')));

/** The addresses of the files that the home page links. */
async function files(): Promise<string[]> {
  const html = (await place.ask('/')).body.toString();
  return [...html.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js|svg)[^"]*)"/g)].map(([, f]) => f!);
}

const words = (answer: Answer) => answer.body.toString();

test('security headers stand on every answer: pages, files, errors, refusals', async () => {
  const answers = new Map<string, Answer>();
  const asked = ['/', '/tidak-ada', '/kantor', '/healthz', '/%', '/logo', ...(await files())];
  for (const path of asked) answers.set(path, await place.ask(path));
  answers.set('wrong host', await place.ask('/', { host: 'tidak-ada.localhost' }));
  answers.set(
    'foreign form',
    await place.post('/', {}, { headers: { origin: 'http://evil.test' } }),
  );
  expect([...answers.values()].map((a) => a.status)).toEqual(
    expect.arrayContaining([200, 303, 403, 404]),
  );
  for (const [path, { headers }] of answers) {
    expect(headers, path).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'SAMEORIGIN',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['content-security-policy'], path).toBeTruthy();
    expect(headers['x-powered-by'], path).toBeUndefined();
    expect(headers['server'], path).toBeUndefined();
  }
});

test('pages allow no inline script or style, and nothing from elsewhere', async () => {
  for (const path of ['/', '/layanan-mandiri/masuk', '/kantor/masuk', '/tidak-ada']) {
    const answer = await place.ask(path);
    const policy = String(answer.headers['content-security-policy']);
    // A press on "Kabari lewat WhatsApp" or "Buka Telegram" is a form that leads on to their sites.
    const leads = "form-action 'self' https://wa.me https://api.whatsapp.com https://t.me;";
    expect(policy, path).toContain(leads);
    expect(policy.replace(leads, ''), path).not.toMatch(/unsafe-|\*|https?:/);
    expect(policy, path).toMatch(/default-src 'self'/);
    expect(policy, path).toMatch(/frame-ancestors 'self'/);
    // Structured data (schema.org) is read by search engines and never run.
    const page = words(answer).replaceAll('<script type="application/ld+json">', '');
    expect(page, path).not.toMatch(/ style="|<style|<script(?![^>]* src=)| on\w+="/);
  }
});

test('a page is compressed as the browser likes it, files too', async () => {
  const plain = words(await place.ask('/'));
  for (const path of ['/', ...(await files()).filter((f) => /\.(css|js)/.test(f))]) {
    const br = await place.ask(path, { headers: { 'accept-encoding': 'br' } });
    const any = await place.ask(path, { headers: { 'accept-encoding': 'gzip, br' } });
    const gzip = await place.ask(path, { headers: { 'accept-encoding': 'gzip' } });
    const none = await place.ask(path);
    if (none.body.length < 600) continue;
    expect(br.headers['content-encoding'], path).toBe('br');
    // Files were compressed with patience when they were built, pages are in a moment.
    expect(any.headers['content-encoding'], path).toBe(path === '/' ? 'gzip' : 'br');
    expect(gzip.headers['content-encoding'], path).toBe('gzip');
    expect(none.headers['content-encoding'], path).toBeUndefined();
    expect(br.headers['vary'], path).toMatch(/accept-encoding/i);
    expect(br.body.length).toBeLessThan(none.body.length / 2);
    if (path !== '/') continue;
    // The page has a fresh nonce each time; otherwise it is the same.
    const length = brotliDecompressSync(br.body).toString().length;
    expect(Math.abs(length - plain.length)).toBeLessThan(100);
    expect(gunzipSync(gzip.body).toString()).toContain('</html>');
  }
});

test('files that carry their hash never age; pages of somebody are never kept', async () => {
  for (const file of await files()) {
    if (!file.startsWith('/_app/immutable/')) continue;
    expect((await place.ask(file)).headers['cache-control'], file).toContain('immutable');
  }
  const cookie = await place.cookie(await place.resident());
  const { headers } = await place.ask('/layanan-mandiri', { headers: { cookie } });
  expect(headers['cache-control']).toContain('no-store');
});

test('a page that is not there says what to do, in Indonesian', async () => {
  for (const path of ['/tidak-ada', '/%', '/%E0%A4%A']) {
    const answer = await place.ask(path);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toContain('text/html');
    expect(words(answer)).toContain('Halaman tidak ditemukan');
    expect(words(answer)).toContain('Periksa lagi alamat yang Anda ketik.');
  }
});

test('a host that is no village is told so, without naming others', async () => {
  const answer = await place.ask('/', { host: 'tidak-ada.localhost' });
  expect(answer.status).toBe(404);
  expect(words(answer)).toContain('Tidak ada desa dengan alamat ini');
  expect(words(answer)).not.toContain('Batu Putih');
  expect((await place.ask('/', { host: 'a b"<script>' })).status).toBe(400);
});

test('too large a body is refused with a page, however it is announced', async () => {
  const target = '/verifikasi?/kode';
  const headers = {
    origin: place.origin,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const body = 'x'.repeat(largestBody + 1);
  const announced = await place.ask(target, { method: 'POST', body, headers });
  const chunked = await place.ask(target, {
    method: 'POST',
    body,
    headers: { ...headers, 'transfer-encoding': 'chunked' },
  });
  for (const answer of [announced, chunked]) {
    expect(answer.status).toBe(413);
    expect(words(answer)).toContain('Berkas terlalu besar');
  }
});

test('a form from another site is refused', async () => {
  for (const origin of ['http://evil.test', 'null', `http://x.${place.host}:${place.port}`]) {
    const answer = await place.post(
      '/layanan-mandiri/masuk',
      { nik: '1' },
      { headers: { origin } },
    );
    expect(answer.status, origin).toBe(403);
  }
});

test('what a client says of itself in our own headers is not believed', async () => {
  const answer = await place.ask('/layanan-mandiri', {
    headers: {
      'x-balai-host': 'evil.test',
      'x-balai-protocol': 'https',
      'x-balai-address': '1.2.3.4',
      'x-forwarded-host': 'evil.test',
      'x-forwarded-proto': 'https',
    },
  });
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toMatch(/^\/layanan-mandiri\/masuk/);
  expect(answer.headers['strict-transport-security']).toBeUndefined();
});

test('health, readiness and figures', async () => {
  expect(await place.ask('/healthz')).toMatchObject({ status: 200, body: Buffer.from('ok') });
  expect(await place.ask('/readyz')).toMatchObject({ status: 200, body: Buffer.from('ok') });
  await place.ask('/layanan-mandiri/masuk');
  const figures = words(await place.ask('/metrics'));
  expect(figures).toMatch(
    /balai_request_seconds_count\{route="\/layanan-mandiri\/masuk",status="200"\} \d+/,
  );
  // An address that does not exist must not make a figure of its own.
  await place.ask('/tidak-ada/5207021506850001');
  expect(words(await place.ask('/metrics'))).not.toContain('5207021506850001');
  const proxied = await place.ask('/metrics', { headers: { 'x-forwarded-for': '1.2.3.4' } });
  expect(proxied.status).toBe(404);
});

test('what is not HTTP is answered and forgotten', async () => {
  for (const noise of [
    'GET\r\n\r\n',
    '\0\x01\x02\r\n\r\n',
    'GET http://evil.test/ HTTP/1.1\r\nHost: x\r\n\r\n',
  ]) {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(place.port, '127.0.0.1', () => socket.end(noise));
      let text = '';
      socket.on('data', (part) => (text += String(part)));
      socket.on('close', () => resolve(text));
      socket.on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  }
  expect((await place.ask('/healthz')).status).toBe(200);
});
