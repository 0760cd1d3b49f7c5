import { z } from 'zod';
import { isDay } from '#lib/domain/dates-id.ts';
import { deliveryWays } from '#lib/domain/mail.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine, typedText } from '#lib/domain/typed-text.ts';

type Typed = Readonly<Record<string, string>>;

const line = (least: number, most: number, advice: string) =>
  z.string().default('').transform(typedLine).pipe(z.string().min(least, advice).max(most, advice));
const words = (most: number, advice: string) =>
  z.string().default('').transform(typedText).pipe(z.string().max(most, advice));
const classification = z
  .string()
  .default('')
  .transform(typedLine)
  .pipe(
    z
      .string()
      .regex(
        /^([0-9A-Za-z][0-9A-Za-z./-]{0,29})?$/,
        'Tulis kode klasifikasi dengan angka, huruf, dan titik, misalnya 400.12.2.1.',
      ),
  );
const optionalDay = (advice: string) =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || isDay(text), advice)
    .transform((text) => text || null);

const notAfter = (advice: string, today: string) =>
  z
    .string()
    .default('')
    .refine((text) => isDay(text) && text <= today, advice);

/** @throws Refusal 'invalid' with a sentence for each field */
function read<T>(form: z.ZodType<T>, typed: Typed): T {
  const { data, error } = form.safeParse(typed);
  if (data !== undefined) return data;
  const fields: Record<string, string> = {};
  for (const issue of error?.issues ?? []) fields[String(issue.path[0])] ??= issue.message;
  throw new Refusal('invalid', Object.values(fields)[0] ?? '', fields);
}

/** A letter that came in, as it is typed. @param today the village's day */
export const readIncoming = (typed: Typed, today: string) =>
  read(
    z.object({
      diterima: notAfter('Pilih tanggal diterima, paling akhir hari ini.', today),
      pengirim: line(2, 200, 'Tulis siapa pengirimnya, misalnya Camat Taliwang.'),
      nomor: line(0, 100, 'Tulis nomor surat paling banyak 100 huruf.'),
      tanggal: optionalDay('Pilih tanggal yang tertulis di surat.').refine(
        (day) => day === null || day <= today,
        'Tanggal surat tidak boleh sesudah hari ini.',
      ),
      perihal: line(3, 300, 'Tulis isi singkat surat, 3 sampai 300 huruf.'),
      klasifikasi: classification,
      catatan: words(1000, 'Tulis catatan paling banyak 1.000 huruf.'),
    }),
    typed,
  );

/** A letter that the office writes itself. */
export const readOutgoing = (typed: Typed) =>
  read(
    z.object({
      klasifikasi: classification.refine((code) => code !== '', 'Tulis kode klasifikasi surat.'),
      tujuan: line(2, 200, 'Tulis kepada siapa surat ini, misalnya Camat Taliwang.'),
      perihal: line(3, 300, 'Tulis isi singkat surat, 3 sampai 300 huruf.'),
      penanda: line(0, 100, 'Tulis nama penanda tangan paling banyak 100 huruf.'),
      catatan: words(1000, 'Tulis catatan paling banyak 1.000 huruf.'),
    }),
    typed,
  );

/** To whom a letter was sent. @param today the village's day */
export const readDelivery = (typed: Typed, today: string) =>
  read(
    z.object({
      dikirim: notAfter('Pilih tanggal pengiriman, paling akhir hari ini.', today),
      kepada: line(2, 200, 'Tulis kepada siapa surat ini dikirim.'),
      cara: z.enum(deliveryWays, 'Pilih cara pengirimannya.'),
      penerima: line(0, 100, 'Tulis nama yang menerima paling banyak 100 huruf.'),
    }),
    typed,
  );

/** To whom a letter that came in is given, to do what, until when. */
export const readDisposition = (typed: Typed, today: string) =>
  read(
    z.object({
      perintah: line(3, 300, 'Tulis apa yang harus dilakukan, 3 sampai 300 huruf.'),
      batas: optionalDay('Pilih batas waktunya.').refine(
        (day) => day === null || day >= today,
        'Batas waktu paling awal hari ini.',
      ),
    }),
    typed,
  );

/** @throws Refusal 'invalid' unless the words say enough and not too much */
export function requireWords(typed: string, field: string, advice: string, least = 5, most = 600) {
  const said = typedText(typed);
  if (said.length < least || said.length > most)
    throw new Refusal('invalid', advice, { [field]: advice });
  return said;
}
