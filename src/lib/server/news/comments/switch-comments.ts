import { requireOfficer } from '#lib/domain/authority.ts';
import { takesComments } from '#lib/domain/comment.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { changeProfile, refreshVillages, type VillageContext } from '#lib/server/villages/index.ts';
import { updateArticle } from '../article-store.ts';
import { getArticleLocked, getVersion } from '../get-article.ts';

/** Switches comments on or off in the whole village; what was written stays. @throws Refusal 'forbidden' */
export async function switchComments(
  village: VillageContext,
  visitor: Visitor,
  on: boolean,
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  await withVillage(village.id, (tx) => changeProfile(tx, village.id, visitor, { commentsOn: on }));
  refreshVillages();
}

/**
 * Closes or opens an article to new comments; those that stand there stay.
 * @throws Refusal 'forbidden'; 'not-found', also for what takes no comments
 */
export async function closeComments(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  { id, closed }: { id: string; closed: boolean },
): Promise<void> {
  requireOfficer(visitor, 'comments.moderate');
  const { kind } = await getArticleLocked(tx, id);
  if (!takesComments(kind)) throw new Refusal('not-found', 'Tulisan ini tidak memuat komentar.');
  const { title } = await getVersion(tx, id);
  await updateArticle(tx, id, { comments_closed: closed });
  await recordEvent(tx, villageId, visitor, {
    action: closed ? 'comments.close' : 'comments.open',
    subjectKind: 'article',
    subjectId: id,
    details: { kind, title },
  });
}
