import { formatLetterNumber, parseLetterNumberPattern } from '#lib/domain/letter-number.ts';

/**
 * A number as the pattern that was typed would make it, or what is wrong with the pattern.
 * @param day the village's day, 'YYYY-MM-DD'
 */
export function numberExample(
  typed: Readonly<Record<string, string>>,
  day: string,
): { number: string } | { problem: string } {
  const reading = parseLetterNumberPattern(typed.pola ?? '');
  if (!reading.ok) return { problem: reading.problem };
  const number = formatLetterNumber(reading.pattern, {
    classification: '500.2.2.4',
    typeCode: 'SKU',
    sequence: 7,
    suffix: '',
    villageCode: (typed.singkatan ?? '').trim().toUpperCase(),
    date: day,
  });
  return { number };
}
