import type { Handle } from '@sveltejs/kit/hooks';

/** Headers for every answer; the Content-Security-Policy is set by the framework (vite.config.ts). */
export const securityHeaders: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  const { headers } = response;
  headers.set('x-content-type-options', 'nosniff');
  headers.set('referrer-policy', 'same-origin');
  headers.set('x-frame-options', 'SAMEORIGIN');
  headers.set('cross-origin-opener-policy', 'same-origin');
  headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('permissions-policy', 'camera=(self), geolocation=(self), microphone=(), payment=()');
  if (event.url.protocol === 'https:') headers.set('strict-transport-security', 'max-age=31536000');
  if (!headers.has('content-security-policy')) {
    headers.set(
      'content-security-policy',
      "default-src 'none'; img-src 'self'; style-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'",
    );
  }
  // A shared phone's back button must not show the last person's page.
  if (event.locals.visitor.kind !== 'nobody' && !headers.has('cache-control'))
    headers.set('cache-control', 'private, no-store');
  return response;
};
