import { error } from '@sveltejs/kit';
import type { ArticleKind } from '#lib/domain/article.ts';
import { pictureAddress } from '#lib/domain/illustration.ts';
import { articleData, eventData } from '#lib/domain/structured-data.ts';
import { findPublished, listPublicComments } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';

/** What the page of a public article shows, and what others are told of it. */
export async function loadArticle(
  { village }: App.Locals,
  url: URL,
  kind: ArticleKind,
  slug: string,
) {
  const { origin } = url;
  const page = Number.parseInt(url.searchParams.get('komentar') ?? '', 10) || 1;
  const { article, comments } = await withVillage(village.id, async (tx) => {
    const article = await findPublished(tx, village, kind, slug);
    const comments = article && (await listPublicComments(tx, village, article, page));
    return { article, comments };
  });
  if (!article) error(404, 'Halaman ini tidak ada atau sudah ditarik.');
  const picture = article.cover ? pictureAddress(article.cover.id, 'kartu') : undefined;
  const data = article.event
    ? eventData(village, origin, {
        ...article,
        ...article.event,
        day: article.event.next[0] ?? article.event.days.startsOn,
      })
    : articleData(village, origin, { ...article, picture: picture && origin + picture });
  return { article, comments, meta: { origin, path: article.path, picture, data } };
}

/** The number of a page of a list out of an address. */
export const pageNumber = (url: URL): number =>
  Number.parseInt(url.searchParams.get('halaman') ?? '', 10) || 1;

/** A short text out of an address; undefined where there is none. */
export const shortParameter = (url: URL, name: string): string | undefined =>
  url.searchParams.get(name)?.trim().slice(0, 80) || undefined;
