/** What is typed into the form of an article. Pure. */
import { z } from 'zod';
import { repeats, type Repeats } from './agenda.ts';
import type { ArticleKind } from './article.ts';
import { isDay } from './dates-id.ts';
import { Refusal } from './refusal.ts';
import { typedLine, typedText } from './typed-text.ts';

/** The text of an article, and what its kind adds. */
export interface ArticleContent {
  title: string;
  summary: string;
  body: string;
  category: string;
  cover: number | null;
  endsOn: string | null;
  pinned: boolean;
  urgent: boolean;
  startsOn: string | null;
  startsAt: string | null;
  endsAt: string | null;
  place: string;
  repeats: Repeats;
  repeatsUntil: string | null;
  position: number;
}

type Typed = Readonly<Record<string, string>>;

const line = (most: number, advice: string) =>
  z.string().default('').transform(typedLine).pipe(z.string().max(most, advice));
const day = (advice: string) =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || isDay(text), advice)
    .transform((text) => text || null);
/** '8.00', '08:00' → '08:00'. */
const time = (advice: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim().replace('.', ':').padStart(5, '0'))
    .transform((text) => (text === '00000' ? '' : text))
    .refine((text) => text === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(text), advice)
    .transform((text) => text || null);
const tick = z
  .string()
  .default('')
  .transform((text) => text !== '');

const form = z.object({
  judul: z
    .string()
    .default('')
    .transform(typedLine)
    .pipe(
      z
        .string()
        .min(3, 'Tulis judulnya, paling sedikit 3 huruf.')
        .max(150, 'Judul paling panjang 150 huruf.'),
    ),
  ringkasan: line(300, 'Ringkasan paling panjang 300 huruf.'),
  isi: z
    .string()
    .default('')
    .transform(typedText)
    .pipe(z.string().max(40_000, 'Isi paling panjang 40.000 huruf. Bagi menjadi dua tulisan.')),
  kategori: line(40, 'Kategori paling panjang 40 huruf.'),
  sampul: z
    .string()
    .default('')
    .transform((text) => (/^[1-9]\d{0,2}$/.test(text) ? Number(text) : null)),
  berlaku: day('Pilih hari terakhir pengumuman ini berlaku.'),
  sematkan: tick,
  penting: tick,
  tanggal: day('Pilih tanggal kegiatannya.'),
  mulai: time('Tulis jam mulai seperti 08:00.'),
  selesai: time('Tulis jam selesai seperti 10:30.'),
  tempat: line(150, 'Tempat paling panjang 150 huruf.'),
  berulang: z
    .string()
    .default('')
    .transform((text) => text || 'once')
    .pipe(z.enum(repeats, 'Pilih apakah kegiatan ini berulang.')),
  sampai: day('Pilih hari terakhir kegiatan ini berulang.'),
  urutan: z
    .string()
    .default('')
    .refine((text) => /^(\d{1,3})?$/.test(text), 'Tulis urutan dengan angka 1 sampai 999.')
    .transform((text) => (text ? Number(text) : 100)),
});

/** Which fields a kind asks for beside title, summary and text; of the others nothing is kept. */
const asked: Readonly<Record<ArticleKind, readonly (keyof ArticleContent)[]>> = {
  news: ['category'],
  notice: ['endsOn', 'pinned', 'urgent'],
  event: ['startsOn', 'startsAt', 'endsAt', 'place', 'repeats', 'repeatsUntil'],
  page: ['position'],
  document: ['category'],
};

/** Whether a kind's form asks for a field. */
export const asks = (kind: ArticleKind, field: keyof ArticleContent): boolean =>
  asked[kind].includes(field);

const nothing = {
  category: '',
  endsOn: null,
  pinned: false,
  urgent: false,
  startsOn: null,
  startsAt: null,
  endsAt: null,
  place: '',
  repeats: 'once',
  repeatsUntil: null,
  position: 100,
} as const satisfies Partial<ArticleContent>;

/** What is wrong with an event's days and times, by field. */
function eventProblems(content: ArticleContent): Record<string, string> {
  const { startsOn, startsAt, endsAt, repeats: repeating, repeatsUntil } = content;
  const problems: Record<string, string> = {};
  if (!startsOn) problems.tanggal = 'Pilih tanggal kegiatannya.';
  if (endsAt && !startsAt) problems.mulai = 'Tulis juga jam mulainya.';
  else if (startsAt && endsAt && endsAt <= startsAt)
    problems.selesai = 'Jam selesai harus setelah jam mulai.';
  if (startsOn && repeating !== 'once' && repeatsUntil && repeatsUntil < startsOn)
    problems.sampai = 'Hari terakhir berulang tidak boleh sebelum tanggal kegiatan.';
  return problems;
}

/**
 * Reads the form of an article of a kind.
 * @throws Refusal 'invalid' with a sentence for each field
 */
export function readArticle(kind: ArticleKind, typed: Typed): ArticleContent {
  const { data, error } = form.safeParse(typed);
  const problems: Record<string, string> = {};
  for (const issue of error?.issues ?? []) problems[String(issue.path[0])] ??= issue.message;
  if (!data) throw refuse(problems);
  const all: ArticleContent = {
    title: data.judul,
    summary: data.ringkasan,
    body: data.isi,
    category: data.kategori,
    cover: data.sampul,
    endsOn: data.berlaku,
    pinned: data.sematkan,
    urgent: data.penting,
    startsOn: data.tanggal,
    startsAt: data.mulai,
    endsAt: data.selesai,
    place: data.tempat,
    repeats: data.berulang,
    repeatsUntil: data.berulang === 'once' ? null : data.sampai,
    position: data.urutan,
  };
  const kept = Object.fromEntries(
    Object.entries(nothing).filter(([field]) => !asks(kind, field as keyof ArticleContent)),
  );
  const content = { ...all, ...kept };
  if (kind === 'event') Object.assign(problems, eventProblems(content));
  if (Object.keys(problems).length) throw refuse(problems);
  return content;
}

const refuse = (problems: Record<string, string>) =>
  new Refusal('invalid', Object.values(problems)[0] ?? 'Periksa isian Anda.', problems);

/** The form as it is filled from what is kept. */
export function articleForm(content: ArticleContent): Record<string, string> {
  const ticked = (value: boolean) => (value ? 'ya' : '');
  return {
    judul: content.title,
    ringkasan: content.summary,
    isi: content.body,
    kategori: content.category,
    sampul: content.cover ? String(content.cover) : '',
    berlaku: content.endsOn ?? '',
    sematkan: ticked(content.pinned),
    penting: ticked(content.urgent),
    tanggal: content.startsOn ?? '',
    mulai: content.startsAt ?? '',
    selesai: content.endsAt ?? '',
    tempat: content.place,
    berulang: content.repeats,
    sampai: content.repeatsUntil ?? '',
    urutan: String(content.position),
  };
}
