import { sql, type Insertable, type Updateable } from 'kysely';
import type { Repeats } from '#lib/domain/agenda.ts';
import type { ArticleKind } from '#lib/domain/article.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** Columns of a version that are text of the database's days and words. */
const content = [
  'v.number',
  'v.title',
  'v.summary',
  'v.body',
  'v.words',
  'v.category',
  'v.cover',
  'v.pinned',
  'v.urgent',
  'v.starts_at',
  'v.ends_at',
  'v.place',
  'v.position',
  'v.made_at',
  'v.restored',
] as const;
const days = [
  sql<string | null>`v.ends_on`.as('ends_on'),
  sql<string | null>`v.starts_on`.as('starts_on'),
  sql<string | null>`v.repeats_until`.as('repeats_until'),
  sql<Repeats>`v.repeats`.as('repeats'),
] as const;

export async function insertArticle(
  tx: VillageTx,
  row: Insertable<DB['article']>,
): Promise<string> {
  return (await tx.insertInto('article').values(row).returning('id').executeTakeFirstOrThrow()).id;
}

export async function insertVersion(
  tx: VillageTx,
  row: Insertable<DB['article_version']>,
): Promise<void> {
  await tx.insertInto('article_version').values(row).execute();
}

export async function updateArticle(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['article']>,
): Promise<void> {
  await tx.updateTable('article').set(values).where('id', '=', id).execute();
}

/** An article, locked until the transaction ends. */
export async function findArticleLocked(tx: VillageTx, id: string) {
  return tx
    .selectFrom('article')
    .select(['id', 'slug', 'latest', 'published', 'publish_at'])
    .select(sql<ArticleKind>`kind`.as('kind'))
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** A version with its article and who made it. @param number left out: the latest */
export async function findVersion(tx: VillageTx, id: string, number?: number) {
  return tx
    .selectFrom('article as a')
    .innerJoin('article_version as v', (j) =>
      j
        .onRef('v.village_id', '=', 'a.village_id')
        .onRef('v.article_id', '=', 'a.id')
        .on('v.number', '=', number === undefined ? sql<number>`a.latest` : number),
    )
    .leftJoin('staff_account as s', (j) =>
      j.onRef('s.village_id', '=', 'v.village_id').onRef('s.id', '=', 'v.made_by'),
    )
    .select([...content, ...days])
    .select(['a.id', 'a.slug', 'a.latest', 'a.published', 'a.publish_at', 'a.comments_closed'])
    .select('s.name as made_by_name')
    .select(sql<ArticleKind>`a.kind`.as('kind'))
    .where('a.id', '=', id)
    .where('a.removed_at', 'is', null)
    .executeTakeFirst();
}

/** All versions of an article, the newest first. */
export async function findVersions(tx: VillageTx, id: string) {
  return tx
    .selectFrom('article_version as v')
    .leftJoin('staff_account as s', (j) =>
      j.onRef('s.village_id', '=', 'v.village_id').onRef('s.id', '=', 'v.made_by'),
    )
    .select(['v.number', 'v.title', 'v.made_at', 'v.restored', 's.name as made_by_name'])
    .where('v.article_id', '=', id)
    .orderBy('v.number', 'desc')
    .limit(200)
    .execute();
}

export interface ArticleFilter {
  kind?: ArticleKind;
  state?: 'draft' | 'scheduled' | 'public' | 'changed';
  /** Words to be found in the latest text. */
  search?: string;
  at: Date;
}

function listed(tx: VillageTx, { kind, state, search, at }: ArticleFilter) {
  let query = tx
    .selectFrom('article as a')
    .innerJoin('article_version as v', (j) =>
      j
        .onRef('v.village_id', '=', 'a.village_id')
        .onRef('v.article_id', '=', 'a.id')
        .onRef('v.number', '=', 'a.latest'),
    )
    .where('a.removed_at', 'is', null);
  if (kind) query = query.where('a.kind', '=', kind);
  if (state === 'draft') query = query.where('a.published', 'is', null);
  if (state === 'scheduled')
    query = query.where('a.published', 'is not', null).where('a.publish_at', '>', at);
  if (state === 'public')
    query = query.where('a.published', 'is not', null).where('a.publish_at', '<=', at);
  if (state === 'changed') query = query.whereRef('a.published', '<', 'a.latest');
  if (search)
    query = query.where(
      sql<boolean>`v.search @@ websearch_to_tsquery('indonesian', ${search})
        or v.title ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}`,
    );
  return query;
}

/** A page of the office's list, what was touched last first. */
export async function findArticles(
  tx: VillageTx,
  filter: ArticleFilter,
  page: { limit: number; offset: number },
) {
  return listed(tx, filter)
    .leftJoin('staff_account as s', (j) =>
      j.onRef('s.village_id', '=', 'v.village_id').onRef('s.id', '=', 'v.made_by'),
    )
    .select([
      'a.id',
      'a.slug',
      'a.latest',
      'a.published',
      'a.publish_at',
      'a.changed_at',
      'v.title',
      's.name as made_by_name',
    ])
    .select(sql<ArticleKind>`a.kind`.as('kind'))
    .orderBy('a.changed_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countArticles(tx: VillageTx, filter: ArticleFilter): Promise<number> {
  const row = await listed(tx, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** The records of another system that articles were taken over from, those of removed ones too. */
export async function findCarriedIds(tx: VillageTx): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('article')
    .select('carried_id')
    .where('carried_id', 'is not', null)
    .execute();
  return new Set(rows.map(({ carried_id }) => carried_id!));
}

/** The slugs of a kind that begin with a text. */
export async function findSlugs(
  tx: VillageTx,
  kind: ArticleKind,
  begin: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('article')
    .select('slug')
    .where('kind', '=', kind)
    .where('slug', 'like', `${begin}%`)
    .execute();
  return rows.map(({ slug }) => slug!);
}

/** The categories that were ever used for a kind. */
export async function findCategories(tx: VillageTx, kind: ArticleKind): Promise<string[]> {
  const rows = await tx
    .selectFrom('article as a')
    .innerJoin('article_version as v', (j) =>
      j
        .onRef('v.village_id', '=', 'a.village_id')
        .onRef('v.article_id', '=', 'a.id')
        .onRef('v.number', '=', 'a.latest'),
    )
    .select('v.category')
    .distinct()
    .where('a.kind', '=', kind)
    .where('a.removed_at', 'is', null)
    .where('v.category', '<>', '')
    .orderBy('v.category')
    .execute();
  return rows.map(({ category }) => category);
}
