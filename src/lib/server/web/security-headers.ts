/**
 * Headers for every answer: pages, files and errors alike. Pages bring a Content-Security-Policy of
 * their own (vite.config.ts), which replaces this one.
 * @param encrypted whether the visitor's connection is (https)
 */
export function securityHeaders(encrypted: boolean): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'SAMEORIGIN',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(self), geolocation=(self), microphone=(), payment=()',
    'content-security-policy':
      "default-src 'none'; img-src 'self'; style-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'",
    ...(encrypted ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
