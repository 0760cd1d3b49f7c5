import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './dates-id.ts';
import { daysAfter, firstDueDay } from './voice-days.ts';
import { isWorkingDay, workingDaysBetween, type OfficeCalendar } from './working-days.ts';

const rules = { verifyDays: 3, answerDays: 5, replyDays: 10, reopenDays: 12 };
const plain: OfficeCalendar = { hours: {}, holidays: new Set() };
const days = { dueOn: '2026-12-01', replyUntil: null };

const someDay = fc.integer({ min: 0, max: 800 }).map((n) => addDays('2026-01-01', n));
/** A calendar with holidays anywhere near, whole weeks of them too. */
const calendar = fc
  .array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 })
  .map((found): OfficeCalendar => ({
    hours: {},
    holidays: new Set(found.map((n) => addDays('2026-01-01', n))),
  }));

describe('days that are owed', () => {
  it('counts working days only', () => {
    // A Thursday; Friday is a holiday, then the weekend.
    const holidays = new Set(['2026-12-25']);
    expect(firstDueDay('2026-12-24', rules, { hours: {}, holidays })).toBe('2026-12-30');
    expect(firstDueDay('2026-12-24', rules, plain)).toBe('2026-12-29');
  });

  it('is a day on which the office is open, as many working days away as allowed', () =>
    fc.assert(
      fc.property(someDay, calendar, fc.integer({ min: 1, max: 60 }), (today, open, given) => {
        const { dueOn } = daysAfter(
          { action: 'assign', to: 'assigned', given },
          { today, days },
          rules,
          open,
        );
        expect(isWorkingDay(dueOn!, open)).toBe(true);
        expect(workingDaysBetween(today, dueOn!, open)).toBe(given);
      }),
    ));

  it('more holidays never bring a day nearer', () =>
    fc.assert(
      fc.property(someDay, calendar, (day, open) => {
        expect(firstDueDay(day, rules, open) >= firstDueDay(day, rules, plain)).toBe(true);
      }),
    ));

  it('owes nothing once the reporter has the word, and gives them their days', () => {
    const now = { today: '2026-11-23', days };
    expect(daysAfter({ action: 'answer', to: 'asking' }, now, rules, plain)).toEqual({
      dueOn: null,
      replyUntil: '2026-12-03',
    });
    expect(daysAfter({ action: 'accept', to: 'done' }, now, rules, plain)).toEqual({
      dueOn: null,
      replyUntil: '2026-12-05',
    });
    expect(daysAfter({ action: 'refuse', to: 'refused' }, now, rules, plain)).toEqual({
      dueOn: null,
      replyUntil: null,
    });
  });

  it('keeps the day through verifying and beginning, and sets one anew after a word of the reporter', () => {
    const now = { today: '2026-11-23', days };
    expect(daysAfter({ action: 'verify', to: 'verified' }, now, rules, plain)).toEqual(days);
    expect(daysAfter({ action: 'begin', to: 'handling' }, now, rules, plain)).toEqual(days);
    expect(daysAfter({ action: 'reply', to: 'handling' }, now, rules, plain).dueOn).toBe(
      '2026-11-30',
    );
    expect(daysAfter({ action: 'reopen', to: 'verified' }, now, rules, plain).dueOn).toBe(
      '2026-11-26',
    );
  });
});
