import type { RequestHandler } from './$types';

/** What search engines leave alone: what belongs to somebody, and lists that only searching makes. */
export const GET: RequestHandler = ({ url }) =>
  new Response(
    [
      'User-agent: *',
      'Disallow: /kantor',
      'Disallow: /layanan-mandiri/',
      'Disallow: /verifikasi/',
      'Disallow: /tiket/',
      'Disallow: /*?cari=',
      '',
      `Sitemap: ${url.origin}/sitemap.xml`,
      '',
    ].join('\n'),
    {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'public, max-age=3600',
      },
    },
  );
