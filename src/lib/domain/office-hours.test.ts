import { describe, expect, it } from 'vitest';
import { describeHours, officeStatus } from './office-hours.ts';

const hours = {
  1: ['08:00', '15:00'],
  2: ['08:00', '15:00'],
  3: ['08:00', '15:00'],
  4: ['08:00', '15:00'],
  5: ['08:00', '11:30'],
} as const;
const zone = 'Asia/Makassar';
/** An instant by its WITA clock. */
const wita = (text: string) => new Date(`${text}+08:00`);

describe('describeHours', () => {
  it('joins neighbouring days of equal hours', () => {
    expect(describeHours(hours)).toEqual([
      { days: 'Senin–Kamis', times: '08.00–15.00' },
      { days: 'Jumat', times: '08.00–11.30' },
      { days: 'Sabtu–Minggu', times: 'tutup' },
    ]);
  });
  it('says that it is closed all week', () => {
    expect(describeHours({})).toEqual([{ days: 'Senin–Minggu', times: 'tutup' }]);
  });
});

describe('officeStatus', () => {
  it.each([
    ['2026-11-23T08:00', true, 'Buka sekarang, sampai pukul 15.00 WITA'],
    ['2026-11-23T14:59', true, 'Buka sekarang, sampai pukul 15.00 WITA'],
    ['2026-11-23T15:00', false, 'Sedang tutup. Buka lagi besok pukul 08.00 WITA'],
    ['2026-11-23T07:59', false, 'Buka hari ini pukul 08.00 WITA'],
    ['2026-11-27T11:30', false, 'Sedang tutup. Buka lagi hari Senin pukul 08.00 WITA'],
    ['2026-11-28T10:00', false, 'Sedang tutup. Buka lagi hari Senin pukul 08.00 WITA'],
    ['2026-11-29T10:00', false, 'Sedang tutup. Buka lagi besok pukul 08.00 WITA'],
  ])('%s', (at, open, text) => {
    expect(officeStatus(hours, wita(at), zone)).toEqual({ open, text });
  });

  it('uses the village’s clock, not the machine’s', () => {
    // 07.30 WIB is 08.30 WITA
    expect(officeStatus(hours, new Date('2026-11-23T07:30+07:00'), zone).open).toBe(true);
    expect(officeStatus(hours, new Date('2026-11-23T07:30+07:00'), 'Asia/Jakarta').open).toBe(
      false,
    );
  });

  it('stays closed on holidays', () => {
    const holidays = new Set(['2026-11-23', '2026-11-24']);
    expect(officeStatus(hours, wita('2026-11-23T09:00'), zone, holidays).text).toBe(
      'Sedang tutup. Buka lagi hari Rabu pukul 08.00 WITA',
    );
  });

  it('names the date when the next opening is more than a week away', () => {
    const holidays = new Set([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
    ]);
    expect(officeStatus(hours, wita('2026-11-23T16:00'), zone, holidays).text).toBe(
      'Sedang tutup. Buka lagi hari Selasa, 1 Desember 2026, pukul 08.00 WITA',
    );
  });

  it('does not promise what it does not know', () => {
    expect(officeStatus({}, wita('2026-11-23T09:00'), zone)).toEqual({
      open: false,
      text: 'Sedang tutup',
    });
  });
});
