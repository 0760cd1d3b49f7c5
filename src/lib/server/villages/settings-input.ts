import { z } from 'zod';
import { judgeAccent } from '#lib/domain/contrast.ts';
import type { OfficeHours } from '#lib/domain/office-hours.ts';
import { formatPhone, parsePhone } from '#lib/domain/phone.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine, typedText, unprintable } from '#lib/domain/typed-text.ts';
import type { ProfileChange } from './change-profile.ts';

/** What was typed, by field name. */
type Typed = Readonly<Record<string, string>>;

/**
 * Runs a schema over what was typed.
 * @throws Refusal 'invalid' with a sentence for each field
 */
function judge<T>(schema: z.ZodType<T>, typed: Typed, more: Record<string, string> = {}): T {
  const parsed = schema.safeParse(typed);
  const fields: Record<string, string> = {};
  for (const issue of parsed.error?.issues ?? []) fields[String(issue.path[0])] ??= issue.message;
  Object.assign(fields, more);
  const [first] = Object.values(fields);
  if (!parsed.success || first)
    throw new Refusal('invalid', first ?? 'Periksa isian Anda.', fields);
  return parsed.data;
}

/** One line that a letterhead can show. */
const line = (what: string, longest: number) =>
  z
    .string()
    .default('')
    .transform(typedLine)
    .pipe(
      z
        .string()
        .max(longest, `${what} paling panjang ${longest} huruf.`)
        .refine(
          (text) => unprintable(text).length === 0,
          `${what} hanya boleh berisi huruf Latin, angka, dan tanda baca biasa.`,
        ),
    );

/** A web address with its scheme; undefined when it cannot be one. */
function readWebsite(typed: string): string | undefined {
  const withScheme = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  const url = URL.parse(withScheme);
  const plain = url && /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(url.hostname) && !url.username;
  return plain ? url.href.replace(/\/$/, '') : undefined;
}

const officeForm = z.object({
  alamat: line('Alamat', 200),
  pos: line('Kode pos', 10).refine(
    (text) => /^(\d{5})?$/.test(text),
    'Kode pos terdiri dari 5 angka.',
  ),
  telepon: line('Nomor telepon', 30)
    .refine(
      (text) => !text || parsePhone(text),
      'Tulis satu nomor telepon, misalnya 0372-81234 atau 0812-3456-7890.',
    )
    .transform((text) => (text ? formatPhone(parsePhone(text)!) : '')),
  email: line('Alamat email', 120).refine(
    (text) => !text || z.email().safeParse(text).success,
    'Tulis alamat email seperti kantor@batuputih.desa.id.',
  ),
  situs: line('Alamat situs', 200)
    .refine((text) => !text || readWebsite(text), 'Tulis alamat situs seperti batuputih.desa.id.')
    .transform((text) => (text ? readWebsite(text)! : '')),
  tentang: z
    .string()
    .default('')
    .transform(typedText)
    .pipe(z.string().max(2000, 'Tentang desa paling panjang 2.000 huruf.')),
  maklumat: z
    .string()
    .default('')
    .transform(typedText)
    .pipe(z.string().max(3000, 'Maklumat Pelayanan paling panjang 3.000 huruf.')),
});

/** '8.00', '08:00', '0800' → '08:00'. */
function readTime(typed: string): string | undefined {
  const found = /^([01]?\d|2[0-3])[.:]?([0-5]\d)$/.exec(typed);
  return found ? `${found[1]!.padStart(2, '0')}:${found[2]}` : undefined;
}

const dayNames = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'];

/** `jam-1-buka`, `jam-1-tutup` (Monday) … → hours by weekday; both empty: closed. */
function readHours(typed: Typed): { hours: OfficeHours; problems: Record<string, string> } {
  const hours: Record<string, [string, string]> = {};
  const problems: Record<string, string> = {};
  dayNames.forEach((name, index) => {
    const field = (end: string) => `jam-${index + 1}-${end}`;
    const written = ['buka', 'tutup'].map((end) => (typed[field(end)] ?? '').trim());
    if (!written[0] && !written[1]) return;
    const [opens, closes] = written.map(readTime);
    if (!opens) problems[field('buka')] = `Isi jam buka hari ${name} seperti 08:00.`;
    else if (!closes) problems[field('tutup')] = `Isi jam tutup hari ${name} seperti 15:00.`;
    else if (opens >= closes)
      problems[field('tutup')] = `Jam tutup hari ${name} harus setelah jam bukanya.`;
    else hours[String(index + 1)] = [opens, closes];
  });
  if (Object.keys(hours).length + Object.keys(problems).length === 0)
    problems['jam-1-buka'] = 'Isi jam buka paling sedikit satu hari.';
  return { hours, problems };
}

/** How the office is reached and when it is open. @throws Refusal 'invalid' */
export function readOffice(typed: Typed): ProfileChange {
  const { hours, problems } = readHours(typed);
  const form = judge(officeForm, typed, problems);
  return {
    address: form.alamat,
    postalCode: form.pos,
    phone: form.telepon,
    email: form.email,
    website: form.situs,
    about: form.tentang,
    servicePledge: form.maklumat,
    officeHours: hours as ProfileChange['officeHours'],
  };
}

/** The village's own colour; `bawaan` ticked: the house's green. @throws Refusal 'invalid' */
export function readLook(typed: Typed): ProfileChange {
  if (typed.bawaan) return { accent: null };
  const verdict = judgeAccent(typed.warna ?? '');
  if (!verdict.accepted) throw new Refusal('invalid', verdict.reason, { warna: verdict.reason });
  return { accent: verdict.accent };
}
