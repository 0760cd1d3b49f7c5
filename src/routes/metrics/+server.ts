import { metrics } from '#lib/server/web/measure.ts';

/** Figures for Prometheus. From this machine only: they are nobody else's business. */
export const GET = async ({ getClientAddress }) => {
  const address = getClientAddress();
  if (!/^(127\.|::1$|::ffff:127\.)/.test(address)) return new Response('', { status: 404 });
  return new Response(await metrics.metrics(), {
    headers: { 'content-type': metrics.contentType },
  });
};
