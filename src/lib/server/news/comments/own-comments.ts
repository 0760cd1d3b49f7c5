import { articlePath } from '#lib/domain/article.ts';
import { requireResident } from '#lib/domain/authority.ts';
import { afterAct, commentStateWords, type CommentState } from '#lib/domain/comment.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { findCommentLocked, findOwn, updateComment, type CommentRow } from './comment-store.ts';

/** A resident's own comment. */
export interface OwnComment {
  id: string;
  body: string;
  signature: string;
  state: CommentState;
  reason: string;
  sentAt: Date;
  title: string;
  /** The article's public address; null while it is not public. */
  path: string | null;
}

const listed = 100;
/** More than anyone has; a bound nevertheless. */
const all = 10_000;

/** Where everybody reads the article of a comment; null where it is not public. */
export const pathOf = (row: CommentRow): string | null =>
  row.slug && row.published !== null && !row.removed_at && row.publish_at! <= now()
    ? articlePath(row.kind, row.slug)
    : null;

/** What the visitor has written, the latest first. */
export async function listOwnComments(tx: VillageTx, visitor: Visitor): Promise<OwnComment[]> {
  requireResident(visitor);
  return (await findOwn(tx, visitor.residentId, listed)).map((row) => ({
    id: row.id,
    body: row.body,
    signature: row.signature,
    state: row.state,
    reason: row.reason,
    sentAt: row.sent_at,
    title: row.title,
    path: pathOf(row),
  }));
}

/**
 * Takes back one's own comment: its words are gone at once, wherever it stood.
 * @throws Refusal 'not-found' for another's
 */
export async function withdrawComment(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  id: string,
): Promise<void> {
  requireResident(visitor);
  const comment = await findCommentLocked(tx, id);
  if (comment?.resident_id !== visitor.residentId)
    throw new Refusal('not-found', 'Komentar ini tidak ada.');
  const state = afterAct(comment.state, 'withdraw');
  // Pressed twice, or in two tabs: it is as they wanted it.
  if (!state) return;
  await updateComment(tx, id, { state, body: '', reason: '', decided_at: now() });
  await recordEvent(tx, villageId, visitor, {
    action: 'comments.withdraw',
    subjectKind: 'comment',
    subjectId: id,
    residentId: visitor.residentId,
    details: { kind: comment.kind, title: comment.title },
  });
}

/** Everything that a resident has written, in words of their language. */
export async function takeOutComments(tx: VillageTx, visitor: Visitor) {
  requireResident(visitor);
  return (await findOwn(tx, visitor.residentId, all)).map((row) => ({
    waktu: row.sent_at,
    tentang: row.title,
    isi: row.body,
    nama_yang_tampil: row.signature,
    keadaan: commentStateWords[row.state].label,
    alasan: row.reason,
  }));
}
