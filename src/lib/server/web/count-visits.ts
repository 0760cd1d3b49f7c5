import type { Handle } from '@sveltejs/kit/hooks';
import { isRobot, visitKindOf } from '#lib/domain/visit-kinds.ts';
import { countVisit } from '#lib/server/news/index.ts';

/** Counts that a page was opened: which kind, on which day, and nothing of who did. */
export const countVisits: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  const kind = event.route.id && visitKindOf(event.route.id);
  const { request, locals } = event;
  if (
    kind &&
    locals.village &&
    request.method === 'GET' &&
    response.status === 200 &&
    response.headers.get('content-type')?.startsWith('text/html') &&
    !isRobot(request.headers.get('user-agent') ?? '')
  )
    countVisit(locals.village, kind);
  return response;
};
