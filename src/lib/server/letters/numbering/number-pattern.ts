import { parseLetterNumberPattern, type LetterNumberPattern } from '#lib/domain/letter-number.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';

/**
 * The village's pattern of numbers.
 * @throws Refusal 'unavailable' where it is not a pattern: it was written past the settings
 */
export function patternOf(village: VillageContext): LetterNumberPattern {
  const reading = parseLetterNumberPattern(village.numberPattern);
  if (reading.ok) return reading.pattern;
  throw new Refusal(
    'unavailable',
    `Pola nomor surat belum benar: ${reading.problem} Minta admin memperbaikinya di Pengaturan.`,
  );
}
