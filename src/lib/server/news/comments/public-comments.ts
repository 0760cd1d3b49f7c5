import { takesComments } from '#lib/domain/comment.ts';
import { maskNumbers } from '#lib/domain/mask-numbers.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { PublicArticle } from '../public-view.ts';
import { countShown, findShown } from './comment-store.ts';

/** What stands under a public article, as anyone may read it. */
export interface PublicComments {
  /** Whether something may be added. */
  open: boolean;
  lines: { id: string; body: string; signature: string; sentAt: Date }[];
  total: number;
  page: number;
  pages: number;
}

const perPage = 20;

/**
 * A page of an article's comments; undefined where the village has none, or this one is closed and bare.
 * Long numbers and e-mail addresses are masked.
 */
export async function listPublicComments(
  tx: VillageTx,
  village: VillageContext,
  article: Pick<PublicArticle, 'id' | 'kind' | 'commentsClosed'>,
  asked: number,
): Promise<PublicComments | undefined> {
  if (!village.commentsOn || !takesComments(article.kind)) return undefined;
  const total = await countShown(tx, article.id);
  if (article.commentsClosed && total === 0) return undefined;
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, asked), pages);
  const rows = await findShown(tx, article.id, { limit: perPage, offset: (page - 1) * perPage });
  return {
    open: !article.commentsClosed,
    total,
    page,
    pages,
    lines: rows.map(({ id, body, signature, sent_at: sentAt }) => ({
      id,
      body: maskNumbers(body),
      signature,
      sentAt,
    })),
  };
}
