import { eventTimes, occurrences, repeatWords, type EventDays } from '#lib/domain/agenda.ts';
import { articlePath, beginningOf, type ArticleKind } from '#lib/domain/article.ts';
import { villageDate, zoneLabel } from '#lib/domain/dates-id.ts';
import type { Illustration } from '#lib/domain/illustration.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findFiles, findPictures } from './attachment-store.ts';
import {
  countPublic,
  findAddresses,
  findEvents,
  findNotices,
  findPages,
  findPublic,
  findPublicArticle,
  findPublicCategories,
  foundBegin,
  foundEnd,
} from './public-store.ts';
import { renderArticle } from './render-article.ts';

/** An article in a list that everybody sees. */
export interface PublicLine {
  id: string;
  title: string;
  path: string;
  /** What was written as a summary, else how the text begins. */
  summary: string;
  category: string;
  publishedAt: Date;
  changedAt: Date;
  pinned: boolean;
  urgent: boolean;
  /** The last day that an announcement holds. */
  endsOn: string | null;
  cover: Illustration | null;
}

type Row = Awaited<ReturnType<typeof findPublic>>[number];
type LineRow = Omit<Row, 'found'>;

const lineOf = (kind: ArticleKind, row: LineRow): PublicLine => ({
  id: row.id,
  title: row.title,
  path: articlePath(kind, row.slug!),
  summary: row.summary || beginningOf(row.words),
  category: row.category,
  publishedAt: row.publish_at!,
  changedAt: row.made_at,
  pinned: row.pinned,
  urgent: row.urgent,
  endsOn: row.ends_on,
  cover: row.picture_id
    ? {
        id: row.picture_id,
        number: 0,
        alt: row.picture_alt!,
        width: row.picture_width!,
        height: row.picture_height!,
      }
    : null,
});

/** The piece of a text around what was looked for: words that were found are marked. */
const foundParts = (headline: string): { text: string; found: boolean }[] =>
  headline
    .split(foundBegin)
    .flatMap((piece, index) => {
      const end = index === 0 ? -1 : piece.indexOf(foundEnd);
      return end < 0
        ? [{ text: piece, found: false }]
        : [
            { text: piece.slice(0, end), found: true },
            { text: piece.slice(end + 1), found: false },
          ];
    })
    .filter(({ text }) => text !== '');

const perPage = 12;

/** A page of news or documents: all, of a category, or those in which words are found. */
export async function listPublic(
  tx: VillageTx,
  kind: ArticleKind,
  input: { page: number; category?: string; search?: string },
) {
  const filter = { at: now(), category: input.category, search: input.search };
  const total = await countPublic(tx, kind, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findPublic(tx, kind, filter, { limit: perPage, offset: (page - 1) * perPage });
  const files =
    kind === 'document'
      ? await findFiles(
          tx,
          rows.map(({ id }) => id),
        )
      : [];
  return {
    total,
    page,
    pages,
    categories: await findPublicCategories(tx, kind, filter.at),
    lines: rows.map((row) => ({
      ...lineOf(kind, row),
      found: foundParts(row.found),
      files: files.filter((file) => file.article_id === row.id),
    })),
  };
}

/** The announcements that hold today, and some of those that do no longer. */
export async function listNotices(tx: VillageTx, village: VillageContext, limit = 50) {
  const at = now();
  const today = villageDate(at, village.timeZone);
  const rows = await findNotices(tx, at, today, { limit });
  return rows.map((row) => lineOf('notice', row));
}

export async function listPastNotices(tx: VillageTx, village: VillageContext) {
  const at = now();
  const today = villageDate(at, village.timeZone);
  const rows = await findNotices(tx, at, today, { limit: 20, past: true });
  return rows.map((row) => lineOf('notice', row));
}

/** One time of an event. */
export interface AgendaLine {
  id: string;
  title: string;
  path: string;
  day: string;
  /** "08.00–10.30 WITA" */
  times: string;
  place: string;
  summary: string;
  /** "Setiap hari Senin"; empty for what happens once. */
  repeating: string;
}

const daysOf = (row: LineRow): EventDays => ({
  startsOn: row.starts_on!,
  repeats: row.repeats,
  repeatsUntil: row.repeats_until,
});

/**
 * What takes place from today on, the soonest first.
 * @param times of one event: how many at most; left out: each until then
 */
export async function listAgenda(
  tx: VillageTx,
  village: VillageContext,
  { limit, times = limit, until }: { limit: number; times?: number; until?: string },
): Promise<AgendaLine[]> {
  const at = now();
  const today = villageDate(at, village.timeZone);
  const zone = zoneLabel(village.timeZone);
  return (await findEvents(tx, at, today))
    .flatMap((row) =>
      occurrences(daysOf(row), today, times, until).map((day) => ({
        id: row.id,
        title: row.title,
        path: articlePath('event', row.slug!),
        day,
        startsAt: row.starts_at ?? '',
        times: eventTimes(row.starts_at, row.ends_at, zone),
        place: row.place,
        summary: row.summary || beginningOf(row.words),
        repeating: repeatWords(daysOf(row)),
      })),
    )
    .sort((a, b) => a.day.localeCompare(b.day) || a.startsAt.localeCompare(b.startsAt))
    .slice(0, limit);
}

/** The events of the calendar file. @param slug one of them; left out: all that are to come */
export async function listCalendar(tx: VillageTx, village: VillageContext, slug?: string) {
  const at = now();
  const today = villageDate(at, village.timeZone);
  const rows = slug
    ? [await findPublicArticle(tx, 'event', slug, at)].filter((row) => row !== undefined)
    : await findEvents(tx, at, today);
  return rows.map((row) => ({
    ...daysOf(row),
    id: row.id,
    title: row.title,
    summary: row.summary || beginningOf(row.words),
    place: row.place,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    path: articlePath('event', row.slug!),
    changedAt: row.made_at,
  }));
}

/** The pages about the village, in their order. */
export async function listPages(tx: VillageTx) {
  return (await findPages(tx, now())).map((row) => lineOf('page', row));
}

/** A public article, whole. */
export interface PublicArticle extends PublicLine {
  kind: ArticleKind;
  html: string;
  author: string;
  /** Nothing may be added to its comments. */
  commentsClosed: boolean;
  files: { id: string; name: string; bytes: number }[];
  event: {
    days: EventDays;
    /** The next times, at most six. */
    next: string[];
    startsAt: string | null;
    endsAt: string | null;
    times: string;
    place: string;
    repeating: string;
  } | null;
}

/** The article at a public address; undefined where there is none. */
export async function findPublished(
  tx: VillageTx,
  village: VillageContext,
  kind: ArticleKind,
  slug: string,
): Promise<PublicArticle | undefined> {
  const at = now();
  const row = await findPublicArticle(tx, kind, slug, at);
  if (!row) return undefined;
  const days = row.starts_on ? daysOf(row) : undefined;
  return {
    ...lineOf(kind, row),
    kind,
    html: renderArticle(row.body, await findPictures(tx, row.id)),
    author: row.author ?? '',
    commentsClosed: row.comments_closed,
    files: await findFiles(tx, [row.id]),
    event: days
      ? {
          days,
          next: occurrences(days, villageDate(at, village.timeZone), 6),
          startsAt: row.starts_at,
          endsAt: row.ends_at,
          times: eventTimes(row.starts_at, row.ends_at, zoneLabel(village.timeZone)),
          place: row.place,
          repeating: repeatWords(days),
        }
      : null,
  };
}

/** The addresses of all that is public, for the sitemap. */
export async function listAddresses(tx: VillageTx) {
  return (await findAddresses(tx, now())).map(({ kind, slug, made_at }) => ({
    path: articlePath(kind, slug!),
    changedAt: made_at,
  }));
}
