import { formatLetterNumber } from '#lib/domain/letter-number.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { officeCode } from './office-code.ts';
import { patternOf } from './number-pattern.ts';
import { updateNumber, type NumberPlace } from './number-store.ts';
import { getReserved } from './void-number.ts';

/**
 * Writes down what a number that was set aside has been used for: a letter by hand, which is not kept
 * here.
 * @param letter.classification archive code, as on the letter
 * @returns the whole number
 * @throws Refusal 'invalid' with a message at the field, 'conflict' where it is no longer set aside
 */
export async function useReservedNumber(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  letter: { place: NumberPlace; subject: string; classification: string; date: string },
): Promise<string> {
  requireOfficer(visitor, 'letters.number');
  const refuse = (field: string, message: string) =>
    new Refusal('invalid', message, { [field]: message });
  const subject = typedLine(letter.subject);
  if (subject.length < 3 || subject.length > 150)
    throw refuse('perihal', 'Tulis perihal suratnya, 3 sampai 150 huruf.');
  const classification = typedLine(letter.classification);
  if (!/^[0-9A-Za-z][0-9A-Za-z./-]{0,29}$/.test(classification))
    throw refuse('klasifikasi', 'Tulis kode klasifikasi, misalnya 400.10.2.2.');
  const found = await getReserved(tx, letter.place);
  const { counter, year, sequence } = found;
  if (!letter.date.startsWith(`${year}-`) || letter.date > today(village))
    throw refuse('tanggal', `Isi tanggal surat dalam tahun ${year}, paling akhir hari ini.`);
  const counted = village.counterScope === 'classification' && counter !== 'village';
  if (counted && counter !== classification)
    throw refuse('klasifikasi', `Nomor ini dari urutan kode ${counter}.`);
  const number = formatLetterNumber(patternOf(village), {
    classification,
    typeCode: /^[A-Z]/.test(counter) ? counter : officeCode,
    sequence,
    suffix: '',
    villageCode: village.shortCode,
    date: letter.date,
  });
  await updateNumber(tx, letter.place, {
    state: 'used',
    used_for: 'office',
    number,
    subject,
    on_date: letter.date,
    given_by: visitor.staffId,
    given_at: now(),
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.use-number',
    details: { number, subject },
  });
  return number;
}
