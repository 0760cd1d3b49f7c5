import { sql } from 'kysely';
import type { Repeats } from '#lib/domain/agenda.ts';
import type { ArticleKind } from '#lib/domain/article.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** What is public now: the published version of each article, with its cover. */
function shown(tx: VillageTx, kind: ArticleKind, at: Date) {
  return tx
    .selectFrom('article as a')
    .innerJoin('article_version as v', (j) =>
      j
        .onRef('v.village_id', '=', 'a.village_id')
        .onRef('v.article_id', '=', 'a.id')
        .onRef('v.number', '=', 'a.published'),
    )
    .leftJoin('article_picture as p', (j) =>
      j
        .onRef('p.village_id', '=', 'a.village_id')
        .onRef('p.article_id', '=', 'a.id')
        .onRef('p.number', '=', 'v.cover')
        .on('p.removed_at', 'is', null),
    )
    .where('a.kind', '=', kind)
    .where('a.removed_at', 'is', null)
    .where('a.publish_at', '<=', at);
}

const line = [
  'a.id',
  'a.slug',
  'a.publish_at',
  'v.title',
  'v.summary',
  'v.category',
  'v.pinned',
  'v.urgent',
  'v.starts_at',
  'v.ends_at',
  'v.place',
  'v.made_at',
  'p.id as picture_id',
  'p.alt as picture_alt',
  'p.width as picture_width',
  'p.height as picture_height',
] as const;
const computed = [
  sql<string>`left(v.words, 400)`.as('words'),
  sql<string | null>`v.ends_on`.as('ends_on'),
  sql<string | null>`v.starts_on`.as('starts_on'),
  sql<string | null>`v.repeats_until`.as('repeats_until'),
  sql<Repeats>`v.repeats`.as('repeats'),
] as const;

export interface PublicFilter {
  at: Date;
  category?: string;
  search?: string;
}

function matching(tx: VillageTx, kind: ArticleKind, { at, category, search }: PublicFilter) {
  let query = shown(tx, kind, at);
  if (category) query = query.where('v.category', '=', category);
  if (search)
    query = query.where(sql<boolean>`v.search @@ websearch_to_tsquery('indonesian', ${search})`);
  return query;
}

/** Marks around a word that was looked for; they stand in no text. */
export const foundBegin = '\uE000';
export const foundEnd = '\uE001';

/** A page of what is public: what fits best first where one searches, else the newest. */
export async function findPublic(
  tx: VillageTx,
  kind: ArticleKind,
  filter: PublicFilter,
  page: { limit: number; offset: number },
) {
  const asked = sql`websearch_to_tsquery('indonesian', ${filter.search ?? ''})`;
  const mark = `StartSel=${foundBegin}, StopSel=${foundEnd}, MaxFragments=2, MaxWords=18, MinWords=8`;
  return matching(tx, kind, filter)
    .select([...line, ...computed])
    .select(
      filter.search
        ? sql<string>`ts_headline('indonesian', v.words, ${asked}, ${mark})`.as('found')
        : sql<string>`''`.as('found'),
    )
    .$if(Boolean(filter.search), (q) => q.orderBy(sql`ts_rank(v.search, ${asked})`, 'desc'))
    .orderBy('a.publish_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countPublic(
  tx: VillageTx,
  kind: ArticleKind,
  filter: PublicFilter,
): Promise<number> {
  const row = await matching(tx, kind, filter)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Categories of what is public, with how many there are of each. */
export async function findPublicCategories(tx: VillageTx, kind: ArticleKind, at: Date) {
  return shown(tx, kind, at)
    .select(['v.category', sql<number>`count(*)::int`.as('count')])
    .where('v.category', '<>', '')
    .groupBy('v.category')
    .orderBy('v.category')
    .execute();
}

/** Announcements that hold on a day: what stands first first, then the newest. */
export async function findNotices(
  tx: VillageTx,
  at: Date,
  today: string,
  page: { limit: number; past?: boolean },
) {
  return shown(tx, 'notice', at)
    .select([...line, ...computed])
    .$if(page.past === true, (q) => q.where(sql<boolean>`v.ends_on < ${today}::date`))
    .$if(page.past !== true, (q) =>
      q.where(sql<boolean>`(v.ends_on is null or v.ends_on >= ${today}::date)`),
    )
    .orderBy('v.urgent', 'desc')
    .orderBy('v.pinned', 'desc')
    .orderBy('a.publish_at', 'desc')
    .limit(page.limit)
    .execute();
}

/** Urgent announcements that hold on a day. */
export async function findUrgent(tx: VillageTx, at: Date, today: string) {
  return shown(tx, 'notice', at)
    .select(['a.slug', 'v.title'])
    .where('v.urgent', '=', true)
    .where(sql<boolean>`(v.ends_on is null or v.ends_on >= ${today}::date)`)
    .orderBy('a.publish_at', 'desc')
    .limit(3)
    .execute();
}

/** Events that may take place on or after a day. */
export async function findEvents(tx: VillageTx, at: Date, from: string) {
  return shown(tx, 'event', at)
    .select([...line, ...computed])
    .where(
      sql<boolean>`case when v.repeats = 'once' then v.starts_on >= ${from}::date
        else v.repeats_until is null or v.repeats_until >= ${from}::date end`,
    )
    .orderBy('v.starts_on')
    .limit(300)
    .execute();
}

/** Pages, by their place. */
export async function findPages(tx: VillageTx, at: Date) {
  return shown(tx, 'page', at)
    .select([...line, ...computed])
    .orderBy('v.position')
    .orderBy('v.title')
    .limit(50)
    .execute();
}

/** An article at its public address, whole. */
export async function findPublicArticle(tx: VillageTx, kind: ArticleKind, slug: string, at: Date) {
  return (
    shown(tx, kind, at)
      // Its author is who began it, whoever put a comma right since.
      .innerJoin('article_version as f', (j) =>
        j
          .onRef('f.village_id', '=', 'a.village_id')
          .onRef('f.article_id', '=', 'a.id')
          .on('f.number', '=', 1),
      )
      .leftJoin('staff_account as s', (j) =>
        j.onRef('s.village_id', '=', 'f.village_id').onRef('s.id', '=', 'f.made_by'),
      )
      .select([...line, ...computed])
      .select(['v.body', 'a.comments_closed', 's.name as author'])
      .where('a.slug', '=', slug)
      .executeTakeFirst()
  );
}

/** The addresses of all that is public, with when each was changed. */
export async function findAddresses(tx: VillageTx, at: Date) {
  return tx
    .selectFrom('article as a')
    .innerJoin('article_version as v', (j) =>
      j
        .onRef('v.village_id', '=', 'a.village_id')
        .onRef('v.article_id', '=', 'a.id')
        .onRef('v.number', '=', 'a.published'),
    )
    .select(['a.slug', sql<ArticleKind>`a.kind`.as('kind'), 'v.made_at'])
    .where('a.removed_at', 'is', null)
    .where('a.publish_at', '<=', at)
    .orderBy('a.publish_at', 'desc')
    .limit(5000)
    .execute();
}
