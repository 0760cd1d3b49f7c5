import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarFile, repeatRule, type CalendarEvent } from './calendar-file.ts';

const event = (values: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id: '0198c0de-0000-7000-8000-000000000001',
  title: 'Posyandu Melati',
  summary: '',
  place: 'Balai Dusun',
  startsOn: '2026-11-12',
  startsAt: '08:00',
  endsAt: '10:30',
  repeats: 'once',
  repeatsUntil: null,
  address: 'https://batu-putih.desa.id/agenda/posyandu',
  changedAt: new Date('2026-11-01T00:00:00Z'),
  ...values,
});
const file = (values?: Partial<CalendarEvent>) =>
  calendarFile('Agenda', [event(values)], 'Asia/Makassar', 'batu-putih.desa.id');
/** Lines as a calendar joins them again. */
const lines = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('a calendar file', () => {
  it('names the village’s time and brings its zone along', () => {
    expect(lines(file())).toEqual(
      expect.arrayContaining([
        'DTSTART;TZID=Asia/Makassar:20261112T080000',
        'DTEND;TZID=Asia/Makassar:20261112T103000',
        'TZOFFSETTO:+0800',
        'UID:0198c0de-0000-7000-8000-000000000001@batu-putih.desa.id',
        'DTSTAMP:20261101T000000Z',
      ]),
    );
    expect(lines(file({ startsAt: null, endsAt: null }))).toEqual(
      expect.arrayContaining(['DTSTART;VALUE=DATE:20261112', 'DTEND;VALUE=DATE:20261113']),
    );
    expect(lines(file({ endsAt: null }))).toContain('DURATION:PT1H');
  });

  it('says how it repeats', () => {
    const rule = (values: Partial<CalendarEvent>) => repeatRule(event(values), 'Asia/Makassar');
    expect(rule({})).toBeUndefined();
    expect(rule({ repeats: 'weekly' })).toBe('FREQ=WEEKLY;BYDAY=TH');
    expect(rule({ repeats: 'monthly-date' })).toBe('FREQ=MONTHLY;BYMONTHDAY=12');
    expect(rule({ repeats: 'monthly-weekday' })).toBe('FREQ=MONTHLY;BYDAY=2TH');
    expect(rule({ repeats: 'monthly-weekday', startsOn: '2026-11-30' })).toBe(
      'FREQ=MONTHLY;BYDAY=-1MO',
    );
    expect(rule({ repeats: 'monthly-date', startsOn: '2026-10-30' })).toBe(
      'FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1',
    );
    expect(rule({ repeats: 'weekly', repeatsUntil: '2026-12-31' })).toBe(
      'FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231T155959Z',
    );
    expect(rule({ repeats: 'weekly', repeatsUntil: '2026-12-31', startsAt: null })).toBe(
      'FREQ=WEEKLY;BYDAY=TH;UNTIL=20261231',
    );
  });

  it('holds any text, in lines of at most 75 octets, and nothing that the text says is a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const written = file({ title: text, summary: `${text}\r\nEND:VEVENT`, place: text });
        for (const line of written.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThan(76);
        expect(lines(written).filter((line) => line === 'END:VEVENT')).toHaveLength(1);
        const title = lines(written).find((line) => line.startsWith('SUMMARY:'))!;
        const read = title
          .slice('SUMMARY:'.length)
          .replace(/\\([\\;,n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
        expect(read).toBe(text.replace(/\r\n?/g, '\n'));
      }),
    );
  });
});
