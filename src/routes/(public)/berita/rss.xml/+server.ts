import { villageTitle } from '#lib/domain/village-names.ts';
import { xmlText } from '#lib/domain/xml.ts';
import { listNotices, listPublic } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { RequestHandler } from './$types';

/** News and announcements for readers of feeds (RSS 2.0). */
export const GET: RequestHandler = async ({ locals: { village }, url: { origin } }) => {
  const lines = await withVillage(village.id, async (tx) => [
    ...(await listPublic(tx, 'news', { page: 1 })).lines,
    ...(await listNotices(tx, village, 12)),
  ]);
  lines.sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
  const name = villageTitle(village);
  const items = lines.map(
    (line) =>
      `<item><title>${xmlText(line.title)}</title><link>${xmlText(origin + line.path)}</link>` +
      `<guid isPermaLink="false">${line.id}</guid>` +
      `<pubDate>${line.publishedAt.toUTCString()}</pubDate>` +
      `<description>${xmlText(line.summary)}</description></item>`,
  );
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>',
    `<title>${xmlText(`Berita ${name}`)}</title><link>${xmlText(origin)}/berita</link>`,
    `<description>${xmlText(`Berita dan pengumuman dari ${name}`)}</description><language>id</language>`,
    `<atom:link href="${xmlText(origin)}/berita/rss.xml" rel="self" type="application/rss+xml"/>`,
    ...items,
    '</channel></rss>',
    '',
  ].join('\n');
  return new Response(body, {
    headers: {
      'content-type': 'application/rss+xml; charset=utf-8',
      'cache-control': 'public, max-age=900',
    },
  });
};
