import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What every double can do beside its own protocol. */
export type Trouble = 'slow' | 'drops' | 'web-page' | 'breaks' | 'redirects';

type Answer = (
  request: IncomingMessage,
  body: Buffer,
) => { status: number; body?: object; headers?: Record<string, string> } | undefined;

/** Serves on 127.0.0.1; `trouble` goes before what the protocol says. */
async function serveDouble(answer: Answer) {
  const double = { url: '', host: '', trouble: undefined as Trouble | undefined, stop };
  const reply = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    if (double.trouble === 'slow') return;
    if (double.trouble === 'drops') return void response.destroy();
    if (double.trouble === 'breaks') return void response.writeHead(503).end('{"error":1}');
    if (double.trouble === 'web-page')
      return void response.writeHead(200).end('<p>Login Wi-Fi</p>');
    if (double.trouble === 'redirects')
      return void response.writeHead(302, { location: `${double.url}/stolen` }).end();
    const said = answer(request, Buffer.concat(parts));
    if (said)
      response
        .writeHead(said.status, { 'content-type': 'application/json', ...said.headers })
        .end(said.body && JSON.stringify(said.body));
  };
  const server = createServer((request, response) => {
    void reply(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  double.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  double.url = `http://${double.host}`;
  return double;

  function stop() {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  }
}

export const whatsappToken = 'EAAG-token-akses-yang-panjang-untuk-uji';
export const whatsappNumber = '106540352242922';

/** Speaks like Meta's Cloud API: `POST /{phone-number-id}/messages`. */
export async function startWhatsappDouble() {
  const calls: { to: string; template: { name: string; components: unknown[] } }[] = [];
  const state = { /** An error code of Meta's list. */ refuses: undefined as number | undefined };
  const served = await serveDouble((request, body) => {
    const error = (status: number, code: number, message: string) => ({
      status,
      body: { error: { message, type: 'OAuthException', code, fbtrace_id: 'uji' } },
    });
    if (request.method !== 'POST' || request.url !== `/${whatsappNumber}/messages`)
      return error(404, 100, 'Unsupported post request');
    if (request.headers.authorization !== `Bearer ${whatsappToken}`)
      return error(401, 190, 'Invalid OAuth access token');
    const message = JSON.parse(body.toString()) as (typeof calls)[number] & { type: string };
    if (message.type !== 'template') return error(400, 131047, 'Re-engagement message');
    const { refuses } = state;
    if (refuses !== undefined)
      return error(refuses === 130429 ? 429 : refuses === 131000 ? 500 : 400, refuses, 'refused');
    calls.push(message);
    return {
      status: 200,
      body: {
        messaging_product: 'whatsapp',
        contacts: [{ input: message.to, wa_id: message.to }],
        messages: [{ id: 'wamid.uji', message_status: 'accepted' }],
      },
    };
  });
  return Object.assign(served, { calls, state });
}

export const telegramToken = '123456789:AAE-token_bot_untuk_uji_coba_saja_0';

/** Speaks like the Bot API: getMe, getUpdates, sendMessage. */
export async function startTelegramDouble() {
  const sent: { chat_id: string; text: string }[] = [];
  const updates: { update_id: number; message: object }[] = [];
  const state = { refuses: undefined as 'blocked' | 'unknown' | 'flood' | 'bad' | undefined };
  const refusal = (status: number, description: string, parameters?: object) => ({
    status,
    body: { ok: false, error_code: status, description, ...(parameters && { parameters }) },
  });
  const ok = (result: unknown) => ({ status: 200, body: { ok: true, result } });
  const served = await serveDouble((request, body) => {
    const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    if (token !== telegramToken) return refusal(401, 'Unauthorized');
    const asked = JSON.parse(body.toString()) as Record<string, unknown>;
    if (method === 'getMe')
      return ok({ id: 123456789, is_bot: true, first_name: 'Desa', username: 'desa_uji_bot' });
    if (method === 'getUpdates')
      return ok(updates.filter(({ update_id }) => update_id >= Number(asked.offset)));
    if (method !== 'sendMessage') return refusal(404, 'Not Found');
    if (state.refuses === 'blocked') return refusal(403, 'Forbidden: bot was blocked by the user');
    if (state.refuses === 'unknown') return refusal(400, 'Bad Request: chat not found');
    if (state.refuses === 'bad') return refusal(400, 'Bad Request: message text is empty');
    if (state.refuses === 'flood')
      return refusal(429, 'Too Many Requests: retry after 77', { retry_after: 77 });
    sent.push(asked as (typeof sent)[number]);
    return ok({ message_id: sent.length, chat: { id: asked.chat_id } });
  });
  /** Somebody writes to the bot. */
  const hear = (text: string, chat: object = { id: 987654321, type: 'private' }) =>
    updates.push({ update_id: 1000 + updates.length, message: { text, chat } });
  return Object.assign(served, { sent, state, hear });
}

/** A device with its keys, subscribed at a push service. */
export function makeDevice(url: string) {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  return {
    endpoint: `${url}/kirim/${randomBytes(8).toString('hex')}`,
    p256dh: keys.getPublicKey('base64url'),
    auth: randomBytes(16).toString('base64url'),
  };
}

/** Speaks like a push service (RFC 8030), and holds the sender to RFC 8292. */
export async function startPushDouble(publicKey: () => string) {
  const calls: { path: string; ttl: string; topic: string; bytes: Buffer }[] = [];
  const state = { status: 201, retryAfter: '' };
  const served = await serveDouble((request, body) => {
    const found = /^vapid t=([\w-]+\.[\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(
      request.headers.authorization ?? '',
    );
    if (!found || found[3] !== publicKey() || !isSigned(found[1]!, found[2]!, found[3]))
      return { status: 403 };
    const claim = JSON.parse(Buffer.from(found[1]!.split('.')[1]!, 'base64url').toString()) as {
      aud: string;
      sub: string;
    };
    if (claim.aud !== served.url || !/^(mailto|https?):/.test(claim.sub)) return { status: 403 };
    if (request.headers['content-encoding'] !== 'aes128gcm') return { status: 400 };
    const headers = state.retryAfter ? { 'retry-after': state.retryAfter } : undefined;
    if (state.status === 201)
      calls.push({
        path: request.url ?? '',
        ttl: String(request.headers.ttl),
        topic: String(request.headers.topic),
        bytes: body,
      });
    return { status: state.status, headers };
  });
  return Object.assign(served, { calls, state });
}

function isSigned(claim: string, signature: string, publicKey: string): boolean {
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  return verify(
    'sha256',
    Buffer.from(claim),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
}
