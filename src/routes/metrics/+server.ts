import { metrics } from '#lib/server/web/measure.ts';
import type { RequestHandler } from './$types';

/** Figures for Prometheus. From this machine only, and not through a proxy on it: they are nobody else's business. */
export const GET: RequestHandler = async ({ getClientAddress, request }) => {
  const local = /^(127\.|::1$|::ffff:127\.)/.test(getClientAddress());
  if (!local || request.headers.has('x-forwarded-for')) return new Response('', { status: 404 });
  return new Response(await metrics.metrics(), {
    headers: { 'content-type': metrics.contentType },
  });
};
