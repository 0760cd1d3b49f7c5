import { requireOfficer } from '#lib/domain/authority.ts';
import { mayAct, type CommentState } from '#lib/domain/comment.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { countByState, findInState } from './comment-store.ts';
import { pathOf } from './own-comments.ts';

/** A comment as the office reads it: by its signature; who wrote it stands on the register's page. */
export interface OfficeComment {
  id: string;
  body: string;
  signature: string;
  state: CommentState;
  reason: string;
  sentAt: Date;
  decidedAt: Date | null;
  decidedBy: string;
  title: string;
  path: string | null;
  /** For those who may open residents' records, which is recorded there. */
  residentId: string | null;
  mayShow: boolean;
  mayRefuse: boolean;
}

/** The lists of the office, by address. */
export const commentViews = {
  menunggu: 'waiting',
  tampil: 'shown',
  ditolak: 'refused',
} as const satisfies Record<string, CommentState>;
export type CommentView = keyof typeof commentViews;

const perPage = 25;

/** A page of comments in one state. @throws Refusal 'forbidden' */
export async function listComments(
  tx: VillageTx,
  visitor: Visitor,
  asked: { view: CommentView; page: number },
) {
  requireOfficer(visitor, 'comments.moderate');
  const state = commentViews[asked.view];
  const counts = await countByState(tx);
  const pages = Math.max(1, Math.ceil((counts[state] ?? 0) / perPage));
  const page = Math.min(Math.max(1, asked.page), pages);
  const rows = await findInState(tx, state, { limit: perPage, offset: (page - 1) * perPage });
  const opens = may(visitor.roles, 'residents.read');
  return {
    counts,
    page,
    pages,
    lines: rows.map((row): OfficeComment => {
      const own = row.resident_id === visitor.residentId;
      return {
        id: row.id,
        body: row.body,
        signature: row.signature,
        state: row.state,
        reason: row.reason,
        sentAt: row.sent_at,
        decidedAt: row.decided_at,
        decidedBy: row.decided_by_name ?? '',
        title: row.title,
        path: pathOf(row),
        residentId: opens ? row.resident_id : null,
        mayShow: !own && mayAct(row.state, 'show'),
        mayRefuse: !own && mayAct(row.state, 'refuse'),
      };
    }),
  };
}

/** How many wait to be read; none where the village has no comments. */
export async function countWaitingComments(
  tx: VillageTx,
  visitor: Visitor,
  village: VillageContext,
): Promise<number> {
  requireOfficer(visitor, 'comments.moderate');
  return village.commentsOn ? ((await countByState(tx)).waiting ?? 0) : 0;
}
