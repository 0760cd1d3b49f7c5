import type { ArticleContent } from '#lib/domain/article-form.ts';
import type { findVersion } from './article-store.ts';
import { plainWords } from './render-article.ts';

/** A version's columns for what was typed. */
export const contentColumns = (content: ArticleContent) => ({
  title: content.title,
  summary: content.summary,
  body: content.body,
  words: plainWords(content.body),
  category: content.category,
  cover: content.cover,
  ends_on: content.endsOn,
  pinned: content.pinned,
  urgent: content.urgent,
  starts_on: content.startsOn,
  starts_at: content.startsAt,
  ends_at: content.endsAt,
  place: content.place,
  repeats: content.repeats,
  repeats_until: content.repeatsUntil,
  position: content.position,
});

type VersionRow = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** What was typed, from a version's columns. */
export const contentOf = (row: VersionRow): ArticleContent => ({
  title: row.title,
  summary: row.summary,
  body: row.body,
  category: row.category,
  cover: row.cover,
  endsOn: row.ends_on,
  pinned: row.pinned,
  urgent: row.urgent,
  startsOn: row.starts_on,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  place: row.place,
  repeats: row.repeats,
  repeatsUntil: row.repeats_until,
  position: row.position,
});
