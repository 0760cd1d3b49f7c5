import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './dates-id.ts';
import { periodBefore, reportPeriod, yearParts } from './report-period.ts';

const year = fc.integer({ min: 2001, max: 2999 });
const part = fc.constantFrom('', ...yearParts.map(({ value }) => value));

test('the period before ends on the day before, and is as much of a year', () => {
  fc.assert(
    fc.property(year, part, (inYear, ofYear) => {
      const period = reportPeriod(inYear, ofYear)!;
      const before = periodBefore(period);
      expect(addDays(before.to, 1)).toBe(period.from);
      expect(before.key.slice(5).replace(/\d/g, '')).toBe(ofYear.replace(/\d/g, ''));
    }),
  );
});

test.each([
  [2026, '11', 'Oktober 2026'],
  [2026, '01', 'Desember 2025'],
  [2026, 'T1', 'Triwulan IV 2025'],
  [2026, 'S2', 'Semester I 2026'],
  [2026, '', 'Tahun 2025'],
])('before %i %s comes %s', (inYear, ofYear, words) => {
  expect(periodBefore(reportPeriod(inYear, ofYear)!).words).toBe(words);
});
