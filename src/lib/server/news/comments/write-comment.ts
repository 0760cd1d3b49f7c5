import { articlePath } from '#lib/domain/article.ts';
import { requireResident } from '#lib/domain/authority.ts';
import {
  commentsADay,
  readComment,
  signatureKinds,
  signatureOf,
  takesComments,
  type SignatureKind,
} from '#lib/domain/comment.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getPerson } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { countOfResident, findPublicById, insertComment, isFormKept } from './comment-store.ts';

const day = 24 * 60 * 60_000;

/** An article that can be commented on now. @throws Refusal 'not-found'; 'conflict' where it cannot */
async function getCommentable(tx: VillageTx, village: VillageContext, articleId: string) {
  const article = await findPublicById(tx, articleId, now());
  if (!article || !takesComments(article.kind))
    throw new Refusal('not-found', 'Tulisan ini tidak ada atau sudah ditarik.');
  if (!village.commentsOn || article.comments_closed)
    throw new Refusal('conflict', 'Komentar untuk tulisan ini sudah ditutup.');
  return article;
}

/** What the form for a comment shows: the article, and how its author may be called. */
export async function openCommentForm(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  articleId: string,
): Promise<{
  title: string;
  path: string;
  signatures: { kind: SignatureKind; words: string }[];
}> {
  requireResident(visitor);
  const { title, kind, slug } = await getCommentable(tx, village, articleId);
  const author = await getPerson(tx, visitor.residentId);
  const signatures = signatureKinds.map((sign) => ({
    kind: sign,
    words: signatureOf(sign, author),
  }));
  return {
    title,
    path: articlePath(kind, slug!),
    // Who has no hamlet on record would read the same name twice.
    signatures: signatures.filter(
      ({ words }, at) => signatures.findIndex((one) => one.words === words) === at,
    ),
  };
}

/**
 * Keeps a resident's comment until the office has read it. The same form twice is one comment.
 * @throws Refusal 'not-found', 'conflict' where comments are closed, 'invalid' by field, 'too-many'
 */
export async function writeComment(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  sent: { articleId: string; key: string; typed: Readonly<Record<string, string>> },
): Promise<void> {
  requireResident(visitor);
  if (await isFormKept(tx, sent.key)) return;
  const article = await getCommentable(tx, village, sent.articleId);
  const { body, sign } = readComment(sent.typed);
  const at = now();
  const { residentId } = visitor;
  if ((await countOfResident(tx, residentId, new Date(at.getTime() - day))) >= commentsADay)
    throw new Refusal(
      'too-many',
      `Anda sudah menulis ${commentsADay} komentar dalam sehari. Lanjutkan besok.`,
      {},
      60 * 60,
    );
  const id = await insertComment(tx, {
    village_id: village.id,
    article_id: article.id,
    resident_id: residentId,
    send_key: sent.key,
    body,
    signature: signatureOf(sign, await getPerson(tx, residentId)),
    sent_at: at,
  });
  if (!id) return;
  await recordEvent(tx, village.id, visitor, {
    action: 'comments.write',
    subjectKind: 'comment',
    subjectId: id,
    residentId,
    details: { kind: article.kind, title: article.title },
  });
}
