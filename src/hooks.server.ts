import { building } from '$app/env';
import { redirect } from '@sveltejs/kit';
import {
  sequence,
  type Handle,
  type HandleServerError,
  type ServerInit,
} from '@sveltejs/kit/hooks';
import { Refusal, refusalStatus } from '#lib/domain/refusal.ts';
import { identify } from '#lib/server/access/index.ts';
import { isDataFault, log, redact } from '#lib/server/platform/index.ts';
import { start, stop } from '#lib/server/start.ts';
import { anyVillage, findVillage } from '#lib/server/villages/index.ts';
import { countVisits } from '#lib/server/web/count-visits.ts';
import { guard } from '#lib/server/web/guard.ts';
import { keepPrivate } from '#lib/server/web/keep-private.ts';
import { measure } from '#lib/server/web/measure.ts';
import { retryAfter } from '#lib/server/web/retry-after.ts';
import { plainPage } from '#lib/ui/plain-page.ts';

export const init: ServerInit = async () => {
  if (building) return;
  await start();
  process.once('balai:stop', (done: () => void) => void stop().finally(done));
};

/** Addresses that need neither village nor visitor. */
const machinery = new Set(['/healthz', '/readyz', '/metrics']);

const begin: Handle = ({ event, resolve }) => {
  event.locals.requestId = crypto.randomUUID();
  event.locals.origin = event.getClientAddress();
  event.locals.visitor = { kind: 'nobody' };
  return resolve(event);
};

const noVillage = {
  title: 'Tidak ada desa dengan alamat ini',
  lead: 'Alamat yang Anda ketik tidak dikenal di sini.',
  todo: [
    'Periksa kembali alamat desa Anda, huruf demi huruf.',
    'Atau tanyakan kepada petugas desa.',
  ],
};

/** host name → village */
const village: Handle = async ({ event, resolve }) => {
  if (machinery.has(event.url.pathname)) return resolve(event);
  const found = await findVillage(event.url.hostname);
  if (found) {
    event.locals.village = found;
    return resolve(event);
  }
  if (await anyVillage()) {
    return new Response(plainPage(404, noVillage), {
      status: 404,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  }
  if (!/^\/pasang(\/|$)/.test(event.url.pathname)) redirect(303, '/pasang');
  return resolve(event);
};

/** cookie → visitor */
const visitor: Handle = async ({ event, resolve }) => {
  if (event.locals.village) event.locals.visitor = await identify(event);
  return resolve(event);
};

/** A request's way in, outermost first. */
export const handle = sequence(
  begin,
  measure,
  keepPrivate,
  retryAfter,
  village,
  visitor,
  countVisits,
  guard,
);

export const handleError: HandleServerError = ({ error, event, kind }) => {
  if (error instanceof Refusal)
    return { status: refusalStatus[error.kind], message: error.message };
  if (kind !== 'unknown') return;
  const id = event.locals.requestId;
  if (isDataFault(error)) {
    log.warn({ error, id, route: event.route.id }, 'what was sent does not fit the database');
    return { status: 400, message: 'Isian tidak terbaca. Periksa, lalu kirim sekali lagi.' };
  }
  log.error(
    { error, id, route: event.route.id, path: redact(event.url.pathname) },
    'request failed',
  );
  return { message: 'Ada gangguan di sistem.', id };
};
