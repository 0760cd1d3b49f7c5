import { once } from 'node:events';
import { createServer, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { compressAnswer } from './compress-answer.ts';

const page = '<p>Surat Anda sedang diproses petugas desa.</p>'.repeat(40);
let server: Server | undefined;
afterEach(() => server?.close());

/** Asks a server that answers with `write`; bytes as they came, not unpacked. */
async function ask(write: (res: ServerResponse) => void, accept?: string, method = 'GET') {
  server = createServer((req, res) => {
    compressAnswer(req, res);
    write(res);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = request({
    port: (server.address() as AddressInfo).port,
    host: '127.0.0.1',
    method,
    headers: accept ? { 'accept-encoding': accept } : {},
  }).end();
  const [answer] = await once(asked, 'response');
  const bytes = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode, headers: answer.headers, bytes };
}

const html =
  (body: string, more: Record<string, string> = {}) =>
  (res: ServerResponse) => {
    for (const [name, value] of Object.entries({ 'content-type': 'text/html', ...more }))
      res.setHeader(name, value);
    res.setHeader('content-length', Buffer.byteLength(body));
    res.writeHead(200);
    res.write(Buffer.from(body.slice(0, 50)));
    res.write(body.slice(50));
    res.end();
  };

describe('what leaves is compressed', () => {
  test.each([
    ['gzip, deflate, br', 'gzip', gunzipSync],
    ['br', 'br', brotliDecompressSync],
  ])('a browser that reads %s gets %s', async (accept, encoding, unpack) => {
    const { headers, bytes } = await ask(html(page, { etag: '"a1"' }), accept);
    expect(headers).toMatchObject({
      'content-encoding': encoding,
      vary: 'accept-encoding',
      etag: 'W/"a1"',
      'content-length': String(bytes.length),
    });
    expect(unpack(bytes).toString()).toBe(page);
    expect(bytes.length).toBeLessThan(page.length / 10);
  });

  test('whoever reads neither gets it plain', async () => {
    for (const accept of [undefined, 'deflate']) {
      const { headers, bytes } = await ask(html(page, { etag: '"a1"' }), accept);
      expect(headers).not.toHaveProperty('content-encoding');
      expect(headers.etag).toBe('"a1"');
      expect(bytes.toString()).toBe(page);
      server!.close();
    }
  });

  test('a few words are not worth it, but a cache must know that it depends', async () => {
    const { headers, bytes } = await ask(html('<p>Baik.</p>', { vary: 'cookie' }), 'br');
    expect(headers).not.toHaveProperty('content-encoding');
    expect(headers.vary).toBe('cookie, accept-encoding');
    expect(bytes.toString()).toBe('<p>Baik.</p>');
  });

  test.each([
    ['pictures', { 'content-type': 'image/webp' }],
    ['what is compressed already', { 'content-encoding': 'br' }],
    ['what is told bit by bit', { 'content-type': 'text/event-stream' }],
  ])('%s stay as they are', async (_, more) => {
    const { headers, bytes } = await ask(html(page, more), 'br');
    expect(headers).not.toHaveProperty('vary');
    expect(bytes.toString()).toBe(page);
  });

  test('an answer without a body has none, and keeps its length and status', async () => {
    const moved = await ask((res) => {
      res.setHeader('content-type', 'text/html');
      res.setHeader('location', '/kantor');
      res.writeHead(303);
      res.end();
    }, 'br');
    expect(moved).toMatchObject({ status: 303, headers: { location: '/kantor' } });
    expect(moved.bytes.length).toBe(0);
    server!.close();
    const whole = await ask((res) => {
      res.writeHead(200, { 'content-type': 'text/html' });
      res.end(page);
    }, 'br');
    expect(whole.bytes.toString()).toBe(page);
  });
});
