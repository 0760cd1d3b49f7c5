import { xmlText } from '#lib/domain/xml.ts';
import { publicTypes } from '#lib/server/letters/index.ts';
import { listAddresses } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { RequestHandler } from './$types';

const standing = [
  '/',
  '/layanan',
  '/berita',
  '/pengumuman',
  '/agenda',
  '/dokumen',
  '/profil',
  '/perangkat',
  '/statistik',
  '/transparansi',
  '/maklumat',
  '/panduan',
  '/verifikasi',
];

/** All public pages, for search engines. */
export const GET: RequestHandler = async ({ locals: { village }, url }) => {
  const { articles, types } = await withVillage(village.id, async (tx) => ({
    articles: await listAddresses(tx),
    types: await publicTypes(tx),
  }));
  const line = (path: string, changedAt?: Date) =>
    `<url><loc>${xmlText(url.origin + path)}</loc>` +
    (changedAt ? `<lastmod>${changedAt.toISOString().slice(0, 10)}</lastmod>` : '') +
    '</url>';
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...standing.map((path) => line(path)),
    ...types.map(({ slug }) => line(`/layanan/${slug}`)),
    ...articles.map(({ path, changedAt }) => line(path, changedAt)),
    '</urlset>',
    '',
  ].join('\n');
  return new Response(body, {
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': 'public, max-age=900',
    },
  });
};
