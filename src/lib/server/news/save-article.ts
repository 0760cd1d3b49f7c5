import { isDeepStrictEqual } from 'node:util';
import { readArticle } from '#lib/domain/article-form.ts';
import type { ArticleKind } from '#lib/domain/article.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { contentColumns, contentOf } from './article-content.ts';
import { insertArticle, insertVersion, updateArticle } from './article-store.ts';
import { getArticleLocked, getVersion } from './get-article.ts';

type Typed = Readonly<Record<string, string>>;

/**
 * Begins an article; nobody but the office sees it until it is published.
 * @param typed the fields of article-form.ts
 * @param carriedId the record of another system that it is taken over from
 * @returns its id
 * @throws Refusal 'invalid' with a sentence for each field, 'forbidden'
 */
export async function addArticle(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { kind, typed, carriedId }: { kind: ArticleKind; typed: Typed; carriedId?: string },
): Promise<string> {
  requireOfficer(visitor, 'news.write');
  const content = readArticle(kind, typed);
  const at = now();
  const id = await insertArticle(tx, {
    village_id: villageId,
    kind,
    latest: 1,
    carried_id: carriedId,
    created_at: at,
    changed_at: at,
  });
  await insertVersion(tx, {
    village_id: villageId,
    article_id: id,
    number: 1,
    ...contentColumns(content),
    made_by: visitor.staffId,
    made_at: at,
  });
  await recordEvent(tx, villageId, visitor, {
    action: 'news.add',
    subjectKind: 'article',
    subjectId: id,
    details: { kind, title: content.title },
  });
  return id;
}

/**
 * Keeps a new version. What is public stays as it is until the new version is published.
 * @param from the number of the version that the form was filled from
 * @returns the number of the latest version; the same as before where nothing is different
 * @throws Refusal 'invalid', 'forbidden', 'not-found', 'conflict' where somebody else was quicker
 */
export async function saveArticle(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { id, from, typed }: { id: string; from: number; typed: Typed },
): Promise<number> {
  requireOfficer(visitor, 'news.write');
  const article = await getArticleLocked(tx, id);
  const content = readArticle(article.kind, typed);
  const latest = await getVersion(tx, id);
  if (isDeepStrictEqual(content, contentOf(latest))) return latest.number;
  if (from !== latest.number)
    throw new Refusal(
      'conflict',
      `${latest.made_by_name ?? 'Petugas lain'} baru saja mengubah tulisan ini. ` +
        'Isian Anda masih ada di bawah. Buka Riwayat di tab lain untuk melihat perubahannya, ' +
        'gabungkan di sini, lalu simpan sekali lagi.',
    );
  const at = now();
  const number = latest.number + 1;
  await insertVersion(tx, {
    village_id: villageId,
    article_id: id,
    number,
    ...contentColumns(content),
    made_by: visitor.staffId,
    made_at: at,
  });
  await updateArticle(tx, id, { latest: number, changed_at: at });
  await recordEvent(tx, villageId, visitor, {
    action: 'news.save',
    subjectKind: 'article',
    subjectId: id,
    details: { kind: article.kind, title: content.title, number },
  });
  return number;
}

/**
 * Brings an earlier text back as the newest version. Throws as saveArticle.
 * @returns the number of the new version
 */
export async function restoreVersion(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { id, number }: { id: string; number: number },
): Promise<number> {
  requireOfficer(visitor, 'news.write');
  const article = await getArticleLocked(tx, id);
  if (number === article.latest) throw new Refusal('invalid', 'Ini sudah naskah yang terbaru.');
  const content = contentOf(await getVersion(tx, id, number));
  const at = now();
  const next = article.latest + 1;
  await insertVersion(tx, {
    village_id: villageId,
    article_id: id,
    number: next,
    ...contentColumns(content),
    made_by: visitor.staffId,
    made_at: at,
    restored: number,
  });
  await updateArticle(tx, id, { latest: next, changed_at: at });
  await recordEvent(tx, villageId, visitor, {
    action: 'news.restore',
    subjectKind: 'article',
    subjectId: id,
    details: { kind: article.kind, title: content.title, number },
  });
  return next;
}
