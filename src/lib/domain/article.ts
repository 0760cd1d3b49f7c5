/** What the village tells: news, announcements, agenda, pages and documents. Pure. */

export const articleKinds = ['news', 'notice', 'event', 'page', 'document'] as const;
export type ArticleKind = (typeof articleKinds)[number];

interface KindWords {
  /** One of them, as the office reads it. */
  label: string;
  /** All of them, as the public page is called. */
  title: string;
  /** Their public page; one of them lies beneath it. */
  path: string;
}

export const kindWords: Readonly<Record<ArticleKind, KindWords>> = {
  news: { label: 'Berita', title: 'Berita', path: '/berita' },
  notice: { label: 'Pengumuman', title: 'Pengumuman', path: '/pengumuman' },
  event: { label: 'Agenda', title: 'Agenda', path: '/agenda' },
  page: { label: 'Halaman profil', title: 'Profil desa', path: '/profil' },
  document: { label: 'Dokumen', title: 'Dokumen', path: '/dokumen' },
};

/** Kinds by the word that stands for them in the office's addresses: `?jenis=berita`. */
const kindNames: Readonly<Record<string, ArticleKind>> = {
  berita: 'news',
  pengumuman: 'notice',
  agenda: 'event',
  profil: 'page',
  dokumen: 'document',
};

export const kindNamed = (name: string | null | undefined): ArticleKind | undefined =>
  name && Object.hasOwn(kindNames, name) ? kindNames[name] : undefined;

/** The word for a kind in the office's addresses. */
export const nameOfKind = (kind: ArticleKind): string => kindWords[kind].path.slice(1);

/** The public address of an article. */
export const articlePath = (kind: ArticleKind, slug: string): string =>
  `${kindWords[kind].path}/${slug}`;

const longestSlug = 70;

/** 'Gotong Royong di Dusun Labuhan!' → 'gotong-royong-di-dusun-labuhan'; never empty. */
export function slugOf(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const short =
    plain.length > longestSlug ? plain.slice(0, longestSlug).replace(/-[^-]*$/, '') : plain;
  return short || 'tulisan';
}

/** Where an article stands. */
export type ArticleState = 'draft' | 'scheduled' | 'public';

export const articleStates: Readonly<
  Record<ArticleState, { label: string; tone: 'quiet' | 'wait' | 'ok' }>
> = {
  draft: { label: 'Draf', tone: 'quiet' },
  scheduled: { label: 'Terjadwal', tone: 'wait' },
  public: { label: 'Terbit', tone: 'ok' },
};

/** @param at now */
export function articleState(
  article: { published: number | null; publishAt: Date | null },
  at: Date,
): ArticleState {
  if (article.published === null || !article.publishAt) return 'draft';
  return article.publishAt > at ? 'scheduled' : 'public';
}

/** The beginning of a text, cut between words; what lists and shared links show where no summary was written. */
export function beginningOf(words: string, longest = 160): string {
  const flat = words.replace(/\s+/g, ' ').trim();
  if (flat.length <= longest) return flat;
  return flat.slice(0, longest).replace(/\s+\S*$/, '') + ' …';
}

/** The address that asks WhatsApp to share a page. */
export const shareOnWhatsApp = (title: string, address: string): string =>
  `https://wa.me/?text=${encodeURIComponent(`${title}\n${address}`)}`;
