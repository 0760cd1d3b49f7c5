import type { Handle } from '@sveltejs/kit/hooks';

/** A shared phone's back button must not show the last person's page. */
export const keepPrivate: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  if (event.locals.visitor.kind !== 'nobody' && !response.headers.has('cache-control'))
    response.headers.set('cache-control', 'private, no-store');
  return response;
};
