import { requireOfficer } from '#lib/domain/authority.ts';
import { afterAct, readRefusalReason } from '#lib/domain/comment.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, type VillageTx } from '#lib/server/platform/index.ts';
import { findCommentLocked, updateComment } from './comment-store.ts';

/**
 * Lets a comment stand, or keeps it back with a reason, also one that stood already. Its author is told.
 * @param decided `seen` is the state that the officer saw: whoever was slower does not undo the other's
 * @throws Refusal 'forbidden', also in one's own matter; 'not-found'; 'conflict'; 'invalid' without a reason
 */
export async function moderateComment(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  decided: { id: string; seen: string; act: 'show' | 'refuse'; reason?: string },
): Promise<void> {
  requireOfficer(visitor, 'comments.moderate');
  const comment = await findCommentLocked(tx, decided.id);
  if (!comment) throw new Refusal('not-found', 'Komentar ini tidak ada lagi.');
  if (comment.resident_id === visitor.residentId)
    throw new Refusal('forbidden', 'Ini komentar Anda sendiri. Petugas lain yang memeriksanya.');
  const state = afterAct(comment.state, decided.act);
  if (!state || comment.state !== decided.seen)
    throw new Refusal(
      'conflict',
      'Komentar ini sudah diputuskan petugas lain atau ditarik penulisnya.',
    );
  const reason = decided.act === 'refuse' ? readRefusalReason(decided.reason) : '';
  await updateComment(tx, comment.id, {
    state,
    reason,
    decided_at: now(),
    decided_by: visitor.staffId,
  });
  await recordEvent(tx, villageId, visitor, {
    action: `comments.${decided.act}`,
    subjectKind: 'comment',
    subjectId: comment.id,
    residentId: comment.resident_id,
    details: { kind: comment.kind, title: comment.title, ...(reason && { reason }) },
  });
  await announce(tx, villageId, residentTopic, {
    residentId: comment.resident_id,
    text:
      decided.act === 'show'
        ? `Komentar Anda di “${comment.title}” sudah tampil.`
        : `Komentar Anda di “${comment.title}” tidak ditampilkan: ${reason}`,
    link: '/layanan-mandiri/komentar',
  });
}
