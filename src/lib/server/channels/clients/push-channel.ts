import { createPrivateKey, ECDH, sign } from 'node:crypto';
import { z } from 'zod';
import type { SendOutcome } from '#lib/domain/delivery-reason.ts';
import { askOutside, now, OutsideError, platform } from '#lib/server/platform/index.ts';
import { sendTimeout, type Channel } from './channel.ts';
import { encryptPush } from './push-encryption.ts';
import { isLoopback } from './service-url.ts';

export interface PushSettings {
  /** VAPID (RFC 8292): uncompressed point and scalar of P-256, base64url. */
  publicKey: string;
  privateKey: string;
  /** Whom a push service may turn to: an https or mailto address. */
  contact: string;
}

/** What a browser gives for a device that agreed to be told. */
const shape = z.object({
  endpoint: z.string().max(1000),
  p256dh: z.string().regex(/^[\w-]{87}$/),
  auth: z.string().regex(/^[\w-]{22}$/),
});
export type PushSubscription = z.infer<typeof shape>;

/** The push services of the browsers. Nothing else is called, whatever a browser says. */
const services = [
  /^fcm\.googleapis\.com$/,
  /\.push\.services\.mozilla\.com$/,
  /\.notify\.windows\.com$/,
  /\.push\.apple\.com$/,
];

/** A subscription as a browser sent it; undefined when it is none, or of a service that is not known. */
export function readSubscription(given: unknown): PushSubscription | undefined {
  const parsed = shape.safeParse(given);
  const url = parsed.success ? URL.parse(parsed.data.endpoint) : null;
  if (!parsed.success || !url || url.username || url.password) return undefined;
  const own = platform().config.pushServices.includes(url.host);
  const known = own || (!url.port && services.some((service) => service.test(url.hostname)));
  const safe = url.protocol === 'https:' || (own && isLoopback(url.hostname));
  return known && safe && isPoint(parsed.data.p256dh) ? parsed.data : undefined;
}

/** Whether a key is a point of the curve, so that something can be encrypted for it. */
function isPoint(key: string): boolean {
  try {
    ECDH.convertKey(key, 'prime256v1', 'base64url', 'base64url', 'uncompressed');
    return true;
  } catch {
    return false;
  }
}

/** A message waits this long for a device that is switched off. Seconds. */
const timeToLive = 24 * 3600;

/** Sends web push (RFC 8030), so that the push service carries it without reading it. */
export function openPush(settings: PushSettings): Channel {
  return {
    async send(address, message) {
      const subscription = readSubscription(JSON.parse(address));
      if (!subscription) return { state: 'permanent', reason: 'gone' };
      const payload = { title: message.from, body: message.text, url: message.link ?? '/' };
      try {
        const answer = await askOutside(
          subscription.endpoint,
          {
            method: 'POST',
            headers: {
              authorization: authorization(settings, new URL(subscription.endpoint).origin),
              'content-encoding': 'aes128gcm',
              'content-type': 'application/octet-stream',
              ttl: String(timeToLive),
              // Tried again, it takes the place of itself.
              topic: message.id.replaceAll('-', '').slice(0, 32),
            },
            body: new Uint8Array(encryptPush(Buffer.from(JSON.stringify(payload)), subscription)),
          },
          { timeout: sendTimeout, largest: 64 * 1024 },
        );
        return judge(answer.status, answer.headers.get('retry-after'));
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        const reason = error.problem === 'too-large' ? 'bad-answer' : error.problem;
        return { state: 'temporary', reason };
      }
    },
  };
}

function judge(status: number, retryAfter: string | null): SendOutcome {
  if (status >= 200 && status < 300) return { state: 'sent' };
  if (status === 404 || status === 410) return { state: 'permanent', reason: 'gone' };
  if (status === 429 || status === 503) {
    const seconds = Number(retryAfter ?? '');
    return {
      state: 'temporary',
      reason: status === 429 ? 'too-many' : 'service-down',
      ...(seconds > 0 && { retryAfter: seconds }),
    };
  }
  if (status >= 400 && status < 500) return { state: 'permanent', reason: 'refused' };
  return { state: 'temporary', reason: status >= 500 ? 'service-down' : 'bad-answer' };
}

const base64url = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Who sends, signed for this push service (RFC 8292). */
function authorization({ publicKey, privateKey, contact }: PushSettings, audience: string): string {
  const expires = Math.floor(now().getTime() / 1000) + 12 * 3600;
  const claim = `${base64url({ typ: 'JWT', alg: 'ES256' })}.${base64url({ aud: audience, exp: expires, sub: contact })}`;
  const point = Buffer.from(publicKey, 'base64url');
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: privateKey,
    },
  });
  const signature = sign('sha256', Buffer.from(claim), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${claim}.${signature.toString('base64url')}, k=${publicKey}`;
}
