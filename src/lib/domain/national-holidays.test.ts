import { describe, expect, it } from 'vitest';
import { nationalHolidays } from './national-holidays.ts';

const named = (year: number, name: string) =>
  nationalHolidays(year)
    .filter((holiday) => holiday.name.startsWith(name))
    .map(({ day }) => day);

describe('national holidays', () => {
  // As decreed (SKB of three ministers) for 2025 and 2026, where no sighting of the moon decides.
  it.each([
    [2025, 'Wafat', ['2025-04-18']],
    [2025, 'Kenaikan', ['2025-05-29']],
    [2025, 'Tahun Baru Imlek', ['2025-01-29']],
    [2026, 'Wafat', ['2026-04-03']],
    [2026, 'Kenaikan', ['2026-05-14']],
    [2026, 'Tahun Baru Imlek', ['2026-02-17']],
    [2026, 'Iduladha', ['2026-05-27']],
    [2026, 'Tahun Baru Islam', ['2026-06-16']],
    [2026, 'Isra', ['2026-01-16']],
  ])('%i %s', (year, name, days) => expect(named(year, name)).toEqual(days));

  it('may come twice in a year when they follow the moon', () => {
    expect(named(2027, 'Isra')).toHaveLength(2);
  });

  it('are in order, each a real day of its year, and say which were only reckoned', () => {
    for (let year = 2024; year < 2045; year++) {
      const days = nationalHolidays(year).map(({ day }) => day);
      expect(days).toEqual([...days].sort());
      for (const day of days) {
        expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
        expect(day.startsWith(String(year))).toBe(true);
      }
    }
    expect(nationalHolidays(2026).filter(({ reckoned }) => reckoned).length).toBe(7);
  });
});
