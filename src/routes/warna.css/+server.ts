import { accentCss } from '#lib/domain/contrast.ts';
import type { RequestHandler } from './$types';

/** The village's own colour as a stylesheet; linked with the colour in its address, so it never ages. */
export const GET: RequestHandler = ({ locals, url }) => {
  const accent = locals.village?.accent;
  const known = accent && url.searchParams.get('v') === accent.slice(1);
  return new Response(accent ? accentCss(accent) : '', {
    headers: {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': known ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
};
