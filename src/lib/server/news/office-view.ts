import {
  articlePath,
  articleState,
  type ArticleKind,
  type ArticleState,
} from '#lib/domain/article.ts';
import type { ArticleContent } from '#lib/domain/article-form.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import { takesComments } from '#lib/domain/comment.ts';
import type { Illustration } from '#lib/domain/illustration.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { contentOf } from './article-content.ts';
import {
  countArticles,
  findArticles,
  findCategories,
  findVersions,
  type ArticleFilter,
} from './article-store.ts';
import { findFiles, findPictures } from './attachment-store.ts';
import { getVersion } from './get-article.ts';

/** A line of the office's list. */
export interface ArticleRow {
  id: string;
  kind: ArticleKind;
  title: string;
  state: ArticleState;
  publishAt: Date | null;
  /** There is a newer text than the public one. */
  changed: boolean;
  changedAt: Date;
  changedBy: string;
}

const perPage = 40;

/** A page of what the office wrote. */
export async function listArticles(
  tx: VillageTx,
  visitor: Visitor,
  input: Omit<ArticleFilter, 'at'> & { page: number },
): Promise<{ lines: ArticleRow[]; total: number; page: number; pages: number }> {
  requireOfficer(visitor, 'news.write');
  const at = now();
  const filter = { ...input, at };
  const total = await countArticles(tx, filter);
  const pages = Math.max(1, Math.ceil(total / perPage));
  const page = Math.min(Math.max(1, input.page), pages);
  const rows = await findArticles(tx, filter, { limit: perPage, offset: (page - 1) * perPage });
  return {
    total,
    page,
    pages,
    lines: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      state: articleState({ published: row.published, publishAt: row.publish_at }, at),
      publishAt: row.publish_at,
      changed: row.published !== null && row.published < row.latest,
      changedAt: row.changed_at,
      changedBy: row.made_by_name ?? '',
    })),
  };
}

/** An article as the office works on it. */
export interface OpenedArticle {
  id: string;
  kind: ArticleKind;
  content: ArticleContent;
  number: number;
  state: ArticleState;
  publishAt: Date | null;
  changed: boolean;
  /** Its public address, once it was published. */
  path: string | null;
  madeAt: Date;
  madeBy: string;
  pictures: Illustration[];
  files: { id: string; name: string; bytes: number }[];
  /** Categories that others of the kind have. */
  categories: string[];
  mayPublish: boolean;
  /** Whether residents may write under it; undefined for what takes no comments, or where this officer has no say. */
  comments: 'open' | 'closed' | undefined;
}

/** Opens an article to be written on. @param number left out: the latest version */
export async function openArticle(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
  number?: number,
): Promise<OpenedArticle> {
  requireOfficer(visitor, 'news.write');
  const row = await getVersion(tx, id, number);
  return {
    id: row.id,
    kind: row.kind,
    content: contentOf(row),
    number: row.number,
    state: articleState({ published: row.published, publishAt: row.publish_at }, now()),
    publishAt: row.publish_at,
    changed: row.published !== null && row.published < row.latest,
    path: row.slug && articlePath(row.kind, row.slug),
    madeAt: row.made_at,
    madeBy: row.made_by_name ?? '',
    pictures: await findPictures(tx, id),
    files: await findFiles(tx, [id]),
    categories: await findCategories(tx, row.kind),
    mayPublish: may(visitor.roles, 'news.publish'),
    comments:
      takesComments(row.kind) && may(visitor.roles, 'comments.moderate')
        ? row.comments_closed
          ? 'closed'
          : 'open'
        : undefined,
  };
}

/** The categories in use, for a form that begins. */
export async function listCategories(tx: VillageTx, visitor: Visitor, kind: ArticleKind) {
  requireOfficer(visitor, 'news.write');
  return findCategories(tx, kind);
}

/** Every text that an article ever had, the newest first. */
export async function articleHistory(tx: VillageTx, visitor: Visitor, id: string) {
  requireOfficer(visitor, 'news.write');
  const { latest, published, title, kind } = await getVersion(tx, id);
  const versions = (await findVersions(tx, id)).map((version) => ({
    number: version.number,
    title: version.title,
    madeAt: version.made_at,
    madeBy: version.made_by_name ?? '',
    restored: version.restored,
    latest: version.number === latest,
    published: version.number === published,
  }));
  return { title, kind, versions };
}
