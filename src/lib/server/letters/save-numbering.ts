import { z } from 'zod';
import { requireOfficer } from '#lib/domain/authority.ts';
import { counterScopes, scopeProblem } from '#lib/domain/letter-counter.ts';
import { parseLetterNumberPattern } from '#lib/domain/letter-number.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import {
  changeProfile,
  refreshVillages,
  type ProfileChange,
  type VillageContext,
} from '#lib/server/villages/index.ts';
import { isNumberGiven } from './numbering/number-store.ts';
import { today } from './request-context.ts';

const days = 'Isi masa simpan antara 30 dan 3650 hari.';

const form = z.object({
  singkatan: z
    .string()
    .default('')
    .transform((text) => text.trim().toUpperCase())
    .pipe(
      z.string().regex(/^[A-Z0-9.-]{1,12}$/, 'Tulis singkatan 1 sampai 12 huruf, misalnya BTP.'),
    ),
  pola: z
    .string()
    .default('')
    .transform((text, context) => {
      const reading = parseLetterNumberPattern(text);
      if (!reading.ok) context.addIssue(reading.problem);
      return text.trim();
    }),
  hitungan: z.enum(counterScopes, 'Pilih cara menghitung nomor.'),
  masuk: z.string().optional(),
  loket: z.string().optional(),
  simpan: z
    .string()
    .default('')
    .transform((text) => Number(text.trim() || NaN))
    .pipe(z.number(days).int(days).min(30, days).max(3650, days)),
});

/** Reads the form. @throws Refusal 'invalid' with a sentence for each field */
function read(typed: Readonly<Record<string, string>>) {
  const { data, error } = form.safeParse(typed);
  const fields: Record<string, string> = {};
  for (const issue of error?.issues ?? []) fields[String(issue.path[0])] ??= issue.message;
  if (!data) throw new Refusal('invalid', Object.values(fields)[0] ?? '', fields);
  const pattern = parseLetterNumberPattern(data.pola);
  const problem = pattern.ok && scopeProblem(data.hitungan, pattern.pattern);
  if (problem) throw new Refusal('invalid', problem, { pola: problem });
  if (data.masuk !== undefined && data.hitungan !== 'village') {
    const message =
      'Surat masuk hanya bisa ikut dihitung bila semua surat keluar dihitung dalam satu urutan.';
    throw new Refusal('invalid', message, { masuk: message });
  }
  return data;
}

/**
 * How letters are numbered, which are printed at the counter, and how long attachments are kept.
 * @returns the names of the settings that are different now
 * @throws Refusal 'invalid' with a sentence for each field, 'forbidden'
 */
export async function saveNumbering(
  village: VillageContext,
  visitor: Visitor,
  typed: Readonly<Record<string, string>>,
): Promise<string[]> {
  requireOfficer(visitor, 'village.settings');
  const data = read(typed);
  const change: ProfileChange = {
    shortCode: data.singkatan,
    numberPattern: data.pola,
    counterScope: data.hitungan,
    counterShared: data.masuk !== undefined,
    counterPrints: data.loket !== undefined,
    uploadRetentionDays: data.simpan,
  };
  const fields = await withVillage(village.id, async (tx) => {
    const changed = await changeProfile(tx, village.id, visitor, change);
    if (changed.includes('counterScope')) await requireUnnumberedYear(tx, village);
    return changed;
  });
  refreshVillages();
  return fields;
}

/** In the middle of a year a new way of counting would begin at 1 again and repeat numbers. */
async function requireUnnumberedYear(tx: VillageTx, village: VillageContext) {
  const year = Number(today(village).slice(0, 4));
  if (!(await isNumberGiven(tx, year))) return;
  const message = `Sudah ada surat bernomor tahun ${year}. Cara menghitung nomor baru bisa diganti sebelum surat pertama tahun depan.`;
  throw new Refusal('invalid', message, { hitungan: message });
}
