import { sql, type Insertable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export async function insertPicture(
  tx: VillageTx,
  row: Insertable<DB['article_picture']>,
): Promise<void> {
  await tx.insertInto('article_picture').values(row).execute();
}

/** The next number of a picture: those of removed ones are not used again. */
export async function nextPictureNumber(tx: VillageTx, articleId: string): Promise<number> {
  const row = await tx
    .selectFrom('article_picture')
    .select(sql<number>`coalesce(max(number), 0)::int + 1`.as('next'))
    .where('article_id', '=', articleId)
    .executeTakeFirstOrThrow();
  return row.next;
}

/** The pictures of an article in their order. */
export async function findPictures(tx: VillageTx, articleId: string) {
  return tx
    .selectFrom('article_picture')
    .select(['id', 'number', 'alt', 'width', 'height'])
    .where('article_id', '=', articleId)
    .where('removed_at', 'is', null)
    .orderBy('number')
    .execute();
}

/** A picture with the files of its sizes, and its article's publication. */
export async function findPicture(tx: VillageTx, id: string) {
  return tx
    .selectFrom('article_picture as p')
    .innerJoin('article as a', (j) =>
      j.onRef('a.village_id', '=', 'p.village_id').onRef('a.id', '=', 'p.article_id'),
    )
    .select([
      'p.id',
      'p.article_id',
      'p.small_file',
      'p.large_file',
      'p.card_file',
      'a.published',
      'a.publish_at',
    ])
    .where('p.id', '=', id)
    .where('p.removed_at', 'is', null)
    .where('a.removed_at', 'is', null)
    .executeTakeFirst();
}

export async function removePictureRow(tx: VillageTx, id: string, at: Date): Promise<void> {
  await tx.updateTable('article_picture').set({ removed_at: at }).where('id', '=', id).execute();
}

export async function insertFile(
  tx: VillageTx,
  row: Insertable<DB['article_file']>,
): Promise<void> {
  await tx.insertInto('article_file').values(row).execute();
}

/** The files of articles, by the article, in the order of being added. */
export async function findFiles(tx: VillageTx, articleIds: readonly string[]) {
  if (articleIds.length === 0) return [];
  return tx
    .selectFrom('article_file as f')
    .innerJoin('stored_file as s', (j) =>
      j.onRef('s.village_id', '=', 'f.village_id').onRef('s.id', '=', 'f.file_id'),
    )
    .select(['f.id', 'f.article_id', 'f.name', 's.bytes'])
    .where('f.article_id', 'in', articleIds)
    .where('f.removed_at', 'is', null)
    .orderBy('f.id')
    .execute();
}

/** A file with its article's publication. */
export async function findFile(tx: VillageTx, id: string) {
  return tx
    .selectFrom('article_file as f')
    .innerJoin('article as a', (j) =>
      j.onRef('a.village_id', '=', 'f.village_id').onRef('a.id', '=', 'f.article_id'),
    )
    .select(['f.id', 'f.article_id', 'f.name', 'f.file_id', 'a.published', 'a.publish_at'])
    .where('f.id', '=', id)
    .where('f.removed_at', 'is', null)
    .where('a.removed_at', 'is', null)
    .executeTakeFirst();
}

export async function removeFileRow(tx: VillageTx, id: string, at: Date): Promise<void> {
  await tx.updateTable('article_file').set({ removed_at: at }).where('id', '=', id).execute();
}
