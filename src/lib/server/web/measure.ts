import type { Handle } from '@sveltejs/kit/hooks';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { hashingFigures } from '#lib/server/access/index.ts';
import { log, redact } from '#lib/server/platform/index.ts';

/** The process's figures, served at /metrics. */
export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const duration = new Histogram({
  name: 'balai_request_seconds',
  help: 'Time to answer, by route and status',
  labelNames: ['route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [metrics],
});

new Gauge({
  name: 'balai_hashing',
  help: 'Checking and making PINs and passwords: at work and waiting now, done and refused since the start',
  labelNames: ['what'],
  registers: [metrics],
  collect() {
    for (const [what, value] of Object.entries(hashingFigures())) this.set({ what }, value);
  },
});

/** Times every answer, and logs it without personal data. */
export const measure: Handle = async ({ event, resolve }) => {
  const started = performance.now();
  const response = await resolve(event);
  const seconds = (performance.now() - started) / 1000;
  const route = event.route.id ?? 'none';
  duration.observe({ route, status: response.status }, seconds);
  if (response.status >= 500 || log.isLevelEnabled('debug')) {
    log[response.status >= 500 ? 'error' : 'debug'](
      {
        id: event.locals.requestId,
        method: event.request.method,
        path: redact(event.url.pathname),
        status: response.status,
        ms: Math.round(seconds * 1000),
      },
      'answered',
    );
  }
  return response;
};
