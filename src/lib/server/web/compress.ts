import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Handle } from '@sveltejs/kit/hooks';

const compressible = /^(text\/|application\/(json|xml|rss\+xml|javascript)|image\/svg\+xml)/;
const smallest = 600;

/**
 * Compresses what is written for each visitor (static files are compressed at build time).
 * In one go on this thread: a page is some 10 KB, for which a stream or the thread pool costs more
 * than the compression.
 */
export const compress: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  const type = response.headers.get('content-type') ?? '';
  if (!response.body || !compressible.test(type) || response.headers.has('content-encoding'))
    return response;
  const accepted = event.request.headers.get('accept-encoding') ?? '';
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  if (!encoding) return response;
  const plain = Buffer.from(await response.arrayBuffer());
  const headers = new Headers(response.headers);
  headers.append('vary', 'accept-encoding');
  headers.delete('content-length');
  if (plain.length < smallest) return new Response(plain, { status: response.status, headers });
  const body =
    encoding === 'br'
      ? brotliCompressSync(plain, {
          params: {
            [constants.BROTLI_PARAM_QUALITY]: 4,
            [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
          },
        })
      : gzipSync(plain, { level: 5 });
  headers.set('content-encoding', encoding);
  // The tag was made for the plain bytes.
  const etag = headers.get('etag');
  if (etag && !etag.startsWith('W/')) headers.set('etag', 'W/' + etag);
  return new Response(body, { status: response.status, headers });
};
