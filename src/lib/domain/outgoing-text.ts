import { z } from 'zod';
import { gsmText } from './gsm-text.ts';
import { greetingName } from './person-name.ts';

/** What became of a request, in the words of a short text. */
const requestNews = {
  accept: 'sedang diproses',
  return: 'perlu dilengkapi',
  reject: 'ditolak',
  approve: 'sudah disetujui',
  file: 'sedang diproses',
  issue: 'sudah dicetak di kantor desa',
  withdraw: 'dicabut',
  late: 'belum selesai pada hari yang dijanjikan',
  introduction: 'mendapat jawaban pengantar',
} as const;
export type RequestNews = keyof typeof requestNews;

const accountNews = {
  'new-device': 'akun Anda dipakai masuk di perangkat lain. Bukan Anda? Ganti PIN',
  'pin-changed': 'PIN Anda sudah diganti. Bukan Anda? Hubungi kantor desa',
  'pin-issued': 'kantor desa membuatkan PIN baru. Bukan Anda yang minta? Hubungi kantor desa',
} as const;

const keysOf = <K extends string>(words: Record<K, string>) => Object.keys(words) as [K, ...K[]];

/**
 * What an announcement to a resident lets out of the house. Whoever announces something that is nobody
 * else's business (social aid, a secret report, corrections) says nothing: it goes out as "ada kabar
 * baru", and the words stay inside.
 */
export const newsShape = z.discriminatedUnion('about', [
  z.object({
    about: z.literal('request'),
    reference: z.string().max(20),
    state: z.enum(keysOf(requestNews)),
  }),
  z.object({ about: z.literal('voice'), reference: z.string().max(20) }),
  z.object({ about: z.literal('account'), state: z.enum(keysOf(accountNews)) }),
  z.object({ about: z.literal('other') }),
]);
export type News = z.infer<typeof newsShape>;

/** A first name long enough for anybody to know that they are meant. */
const longestName = 15;

/** Titles that stand before a name: "H.", "Hj.", "Drs.", "KH". */
const title = /^((\p{L}{1,4}\.)+|HJ?|KH|DRS?|DRA|IR|PROF)$/iu;

/** The first name of a person by which a text greets them: "SITI AMINAH" → "Siti". */
export function firstName(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const first = words.find((word) => !title.test(word)) ?? words[0] ?? '';
  const plain = gsmText(greetingName(first)).replace(/[^\p{L}'-]/gu, '');
  return plain.slice(0, longestName) || 'Warga';
}

/** The longest address of a village that a text has room for. */
export const longestOrigin = 50;

/**
 * What is sent about a piece of news: one text message, with no more of the person than a first name
 * and the reference.
 * @param first of `firstName`
 * @param origin where the village is found, "https://desa.example"; '' when that is not known
 */
export function outgoingText(news: News, first: string, origin: string): string {
  const where = origin.length > longestOrigin ? '' : origin;
  return `${first}, ${said(news)}. Buka ${where || 'Layanan Mandiri'}`;
}

function said(news: News): string {
  switch (news.about) {
    case 'request':
      return `permohonan ${news.reference} ${requestNews[news.state]}`;
    case 'voice':
      return `ada kabar tentang laporan ${news.reference}`;
    case 'account':
      return accountNews[news.state];
    case 'other':
      return 'ada kabar baru untuk Anda';
  }
}

/**
 * The address that opens a WhatsApp chat with somebody, the text about a piece of news ready in it.
 * @param person whose mobile number is known, in E.164
 */
export const chatAddress = (
  person: { name: string; phone: string },
  news: News,
  origin: string,
): string =>
  `https://wa.me/${person.phone.slice(1)}?text=${encodeURIComponent(
    outgoingText(news, firstName(person.name), origin),
  )}`;

/** What is sent to verify an address. */
export const codeText = (code: string): string =>
  `${code} adalah kode Anda untuk pemberitahuan kantor desa. Berlaku 10 menit. Jangan berikan kepada siapa pun.`;

/** What the office sends to see whether a channel works. */
export const trialText = 'Percobaan dari kantor desa: pemberitahuan sudah bisa dikirim ke sini.';

/**
 * The reference that the office's list of deliveries may name. Not that of a report: whoever reads the
 * list may be the one it is about.
 */
export const shownReference = (news: News): string =>
  news.about === 'request' ? news.reference : '';
