import type { Handle } from '@sveltejs/kit/hooks';

const usual: Record<number, string> = { 429: '30', 503: '10' };

/** Tells clients when to come back where an answer says "too many" or "busy" without a time. */
export const retryAfter: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  const seconds = usual[response.status];
  if (seconds && !response.headers.has('retry-after')) response.headers.set('retry-after', seconds);
  return response;
};
