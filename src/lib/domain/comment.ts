/** What residents say under news and announcements. Pure. */
import type { ArticleKind } from './article.ts';
import { firstName } from './outgoing-text.ts';
import { hamletTitle, UNDIVIDED } from './neighbourhood.ts';
import { greetingName } from './person-name.ts';
import { Refusal } from './refusal.ts';
import type { StatusTone } from './request-status.ts';
import { typedText } from './typed-text.ts';

export const commentStates = ['waiting', 'shown', 'refused', 'withdrawn'] as const;
export type CommentState = (typeof commentStates)[number];

export const commentStateWords: Readonly<
  Record<CommentState, { label: string; tone: StatusTone }>
> = {
  waiting: { label: 'Menunggu diperiksa', tone: 'wait' },
  shown: { label: 'Tampil', tone: 'ok' },
  refused: { label: 'Tidak ditampilkan', tone: 'no' },
  withdrawn: { label: 'Ditarik', tone: 'quiet' },
};

/** What becomes of a comment, by the office or by its author. */
export type CommentAct = 'show' | 'refuse' | 'withdraw';

/** The one table of a comment's life: which state each act leads to, and from which. */
const moves: Readonly<Record<CommentAct, { from: readonly CommentState[]; to: CommentState }>> = {
  show: { from: ['waiting', 'refused'], to: 'shown' },
  refuse: { from: ['waiting', 'shown'], to: 'refused' },
  withdraw: { from: ['waiting', 'shown', 'refused'], to: 'withdrawn' },
};

export const mayAct = (state: CommentState, act: CommentAct): boolean =>
  moves[act].from.includes(state);

/** @returns undefined where a comment in this state cannot be acted on so */
export const afterAct = (state: CommentState, act: CommentAct): CommentState | undefined =>
  mayAct(state, act) ? moves[act].to : undefined;

/** What can be commented on: that which tells something new. */
export const takesComments = (kind: ArticleKind): boolean => kind === 'news' || kind === 'notice';

/** The longest comment, in letters. */
export const longestComment = 500;

/** So many a resident may write within a day. */
export const commentsADay = 5;

/** How a comment's author may be called beside it; never by the whole name. */
export const signatureKinds = ['nama-dusun', 'nama', 'warga'] as const;
export type SignatureKind = (typeof signatureKinds)[number];

/** "Siti, Dusun Labuhan", "Siti", "Warga desa". */
export function signatureOf(
  kind: SignatureKind,
  author: { name: string; hamlet: string | null },
): string {
  if (kind === 'warga') return 'Warga desa';
  const hamlet =
    author.hamlet && author.hamlet !== UNDIVIDED ? greetingName(hamletTitle(author.hamlet)) : '';
  return [firstName(author.name), kind === 'nama-dusun' && hamlet].filter(Boolean).join(', ');
}

/**
 * Reads what was typed: the words, and how their author wants to be called.
 * @throws Refusal 'invalid' with a sentence for each field
 */
export function readComment(typed: Readonly<Record<string, string>>): {
  body: string;
  sign: SignatureKind;
} {
  const body = typedText(typed.komentar ?? '');
  const sign = signatureKinds.find((kind) => kind === typed.nama);
  const faults: Record<string, string> = {};
  if (!/[\p{L}\p{N}]/u.test(body)) faults.komentar = 'Tulis komentar Anda dengan kata-kata.';
  else if (body.length > longestComment)
    faults.komentar = `Komentar paling panjang ${longestComment} huruf. Ini ${body.length} huruf.`;
  if (!sign) faults.nama = 'Pilih bagaimana nama Anda ditampilkan.';
  if (!sign || faults.komentar) throw new Refusal('invalid', Object.values(faults)[0]!, faults);
  return { body, sign };
}

/**
 * Reads why a comment is not shown.
 * @throws Refusal 'invalid'
 */
export function readRefusalReason(typed: string | undefined): string {
  const reason = typedText(typed ?? '');
  if (reason.length >= 3 && reason.length <= 300) return reason;
  const message = 'Tulis alasannya untuk penulis komentar, 3 sampai 300 huruf.';
  throw new Refusal('invalid', message, { alasan: message });
}
