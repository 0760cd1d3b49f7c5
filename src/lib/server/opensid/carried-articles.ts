import type { ArticleKind } from '#lib/domain/article.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { articleSource } from './article-source.ts';
import { plainText } from './plain-text.ts';
import { countKinds, findArticleRecords } from './records-store.ts';
import { dayIn, textIn, type SourceRow } from './source-row.ts';

/** An article that came over, as the form of one of ours is filled (domain/article-form.ts). */
export interface CarriedArticle {
  id: string;
  kind: ArticleKind;
  typed: Record<string, string>;
}

/** What became of OpenSID's kinds: an event needs a day. */
function kindOf(tipe: string, event: SourceRow | null): ArticleKind {
  if (event && dayIn(event, 'tgl_agenda')) return 'event';
  return tipe === 'statis' ? 'page' : 'news';
}

const longestTitle = 150;
const longestBody = 40_000;

/** The articles that came over, with their text in our signs. @throws Refusal 'forbidden' */
export async function listCarriedArticles(
  tx: VillageTx,
  visitor: Visitor,
): Promise<CarriedArticle[]> {
  requireOfficer(visitor, 'news.publish');
  return (await findArticleRecords(tx)).map(({ id, title, data, category, event }) => ({
    id,
    kind: kindOf(textIn(data, 'tipe'), event),
    typed: {
      judul: plainText(title).slice(0, longestTitle).padEnd(3, '…'),
      isi: articleSource(textIn(data, 'isi')).slice(0, longestBody),
      kategori: plainText(category ?? '').slice(0, 40),
      tanggal: (event && dayIn(event, 'tgl_agenda')) ?? '',
      tempat: event ? plainText(textIn(event, 'lokasi_kegiatan')).slice(0, 150) : '',
    },
  }));
}

/** How many articles came over. @throws Refusal 'forbidden' */
export async function countCarriedArticles(tx: VillageTx, visitor: Visitor): Promise<number> {
  requireOfficer(visitor, 'news.publish');
  return (await countKinds(tx)).find(({ kind }) => kind === 'article')?.count ?? 0;
}
