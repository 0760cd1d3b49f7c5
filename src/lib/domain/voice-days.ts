import { addDays } from './dates-id.ts';
import type { VoiceAction, VoiceState } from './voice-state.ts';
import { addWorkingDays, type OfficeCalendar } from './working-days.ts';

/** How many days the village allows. */
export interface VoiceRules {
  /** Working days until it is verified and given to somebody. */
  verifyDays: number;
  /** Working days until it is answered, unless the one who gives it says otherwise. */
  answerDays: number;
  /** Days for the reporter to say something to an answer. */
  replyDays: number;
  /** Days for opening a closed one again. */
  reopenDays: number;
}

export interface VoiceDays {
  /** Until when the office owes the next step. */
  dueOn: string | null;
  /** Until when the reporter may speak or open it again. */
  replyUntil: string | null;
}

/** The first day that is owed: `day` is the one on which the office can first see it. */
export const firstDueDay = (day: string, rules: VoiceRules, calendar: OfficeCalendar): string =>
  addWorkingDays(day, rules.verifyDays, calendar);

/**
 * The days that hold after an action on `today`.
 * @param given working days that the one who assigns allows
 */
export function daysAfter(
  move: { action: VoiceAction; to: VoiceState; given?: number },
  now: { today: string; days: VoiceDays },
  rules: VoiceRules,
  calendar: OfficeCalendar,
): VoiceDays {
  const { today, days } = now;
  switch (move.to) {
    case 'received':
      return days;
    case 'verified':
      return move.action === 'reopen'
        ? { dueOn: addWorkingDays(today, rules.verifyDays, calendar), replyUntil: null }
        : days;
    case 'assigned':
      return {
        dueOn: addWorkingDays(today, move.given ?? rules.answerDays, calendar),
        replyUntil: null,
      };
    case 'handling':
      return {
        dueOn:
          move.action === 'begin' ? days.dueOn : addWorkingDays(today, rules.answerDays, calendar),
        replyUntil: null,
      };
    case 'asking':
      return { dueOn: null, replyUntil: addDays(today, rules.replyDays) };
    case 'done':
      return { dueOn: null, replyUntil: addDays(today, rules.reopenDays) };
    case 'refused':
    case 'forwarded':
      return { dueOn: null, replyUntil: null };
  }
}
