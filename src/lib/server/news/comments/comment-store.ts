import { sql, type Insertable, type Updateable } from 'kysely';
import type { ArticleKind } from '#lib/domain/article.ts';
import type { CommentState } from '#lib/domain/comment.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** Comments, each with the article that it stands under: as public, or as it was last written. */
function comments(tx: VillageTx) {
  return tx
    .selectFrom('article_comment as c')
    .innerJoin('article as a', (j) =>
      j.onRef('a.village_id', '=', 'c.village_id').onRef('a.id', '=', 'c.article_id'),
    )
    .innerJoin('article_version as v', (j) =>
      j
        .onRef('v.village_id', '=', 'a.village_id')
        .onRef('v.article_id', '=', 'a.id')
        .on('v.number', '=', sql<number>`coalesce(a.published, a.latest)`),
    )
    .select([
      'c.id',
      'c.article_id',
      'c.resident_id',
      'c.body',
      'c.signature',
      'c.reason',
      'c.sent_at',
      'c.decided_at',
      'a.slug',
      'a.published',
      'a.publish_at',
      'a.removed_at',
      'v.title',
      sql<CommentState>`c.state`.as('state'),
      sql<ArticleKind>`a.kind`.as('kind'),
    ]);
}
export type CommentRow = NonNullable<Awaited<ReturnType<typeof findCommentLocked>>>;

/** A comment, locked until the transaction ends. */
export async function findCommentLocked(tx: VillageTx, id: string) {
  return comments(tx).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
}

/** @returns its id; undefined where the form was kept already */
export async function insertComment(
  tx: VillageTx,
  row: Insertable<DB['article_comment']>,
): Promise<string | undefined> {
  const kept = await tx
    .insertInto('article_comment')
    .values(row)
    .onConflict((oc) => oc.columns(['village_id', 'send_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept?.id;
}

export async function updateComment(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['article_comment']>,
): Promise<void> {
  await tx.updateTable('article_comment').set(values).where('id', '=', id).execute();
}

export async function isFormKept(tx: VillageTx, key: string): Promise<boolean> {
  const row = await tx
    .selectFrom('article_comment')
    .select('id')
    .where('send_key', '=', key)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many a resident has written since then, those that they took back among them. */
export async function countOfResident(
  tx: VillageTx,
  residentId: string,
  since: Date,
): Promise<number> {
  const { n } = await tx
    .selectFrom('article_comment')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('resident_id', '=', residentId)
    .where('sent_at', '>', since)
    .executeTakeFirstOrThrow();
  return n;
}

/** What a resident has written and not taken back, the latest first. */
export async function findOwn(tx: VillageTx, residentId: string, limit: number) {
  return comments(tx)
    .where('c.resident_id', '=', residentId)
    .where('c.state', '<>', 'withdrawn')
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute();
}

/** A page of what stands under an article, in the order in which it was written. */
export async function findShown(
  tx: VillageTx,
  articleId: string,
  page: { limit: number; offset: number },
) {
  return tx
    .selectFrom('article_comment')
    .select(['id', 'body', 'signature', 'sent_at'])
    .where('article_id', '=', articleId)
    .where('state', '=', 'shown')
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countShown(tx: VillageTx, articleId: string): Promise<number> {
  const { n } = await tx
    .selectFrom('article_comment')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('article_id', '=', articleId)
    .where('state', '=', 'shown')
    .executeTakeFirstOrThrow();
  return n;
}

/** How many there are in each state. */
export async function countByState(tx: VillageTx): Promise<Partial<Record<CommentState, number>>> {
  const rows = await tx
    .selectFrom('article_comment')
    .select((eb) => [sql<CommentState>`state`.as('state'), eb.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

/** A page of the office's list: who waits longest first, else the latest decision. */
export async function findInState(
  tx: VillageTx,
  state: CommentState,
  page: { limit: number; offset: number },
) {
  return comments(tx)
    .leftJoin('staff_account as s', (j) =>
      j.onRef('s.village_id', '=', 'c.village_id').onRef('s.id', '=', 'c.decided_by'),
    )
    .select('s.name as decided_by_name')
    .where('c.state', '=', state)
    .$if(state === 'waiting', (q) => q.orderBy('c.id'))
    .$if(state !== 'waiting', (q) => q.orderBy('c.decided_at', 'desc').orderBy('c.id'))
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

/** An article that is public, by its id. */
export async function findPublicById(tx: VillageTx, id: string, at: Date) {
  return tx
    .selectFrom('article as a')
    .innerJoin('article_version as v', (j) =>
      j
        .onRef('v.village_id', '=', 'a.village_id')
        .onRef('v.article_id', '=', 'a.id')
        .onRef('v.number', '=', 'a.published'),
    )
    .select(['a.id', 'a.slug', 'a.comments_closed', 'v.title'])
    .select(sql<ArticleKind>`a.kind`.as('kind'))
    .where('a.id', '=', id)
    .where('a.removed_at', 'is', null)
    .where('a.publish_at', '<=', at)
    .executeTakeFirst();
}

/**
 * Deletes what does not stand under an article since then: waiting, refused, taken back, or the article
 * itself removed.
 * @returns how many, at most `limit`
 */
export async function deleteOld(tx: VillageTx, before: Date, limit: number): Promise<number> {
  const rows = await tx
    .deleteFrom('article_comment')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('article_comment as c')
        .innerJoin('article as a', (j) =>
          j.onRef('a.village_id', '=', 'c.village_id').onRef('a.id', '=', 'c.article_id'),
        )
        .select('c.id')
        .where((e) =>
          e.or([
            e('a.removed_at', '<', before),
            e.and([
              e('c.state', '<>', 'shown'),
              sql<boolean>`coalesce(c.decided_at, c.sent_at) < ${before}`,
            ]),
          ]),
        )
        .limit(limit),
    )
    .returning('id')
    .execute();
  return rows.length;
}
