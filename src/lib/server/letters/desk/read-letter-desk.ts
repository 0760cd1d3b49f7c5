import { addDays } from '#lib/domain/dates-id.ts';
import { oldestShown, sumDays, type Late, type LetterWeek } from '#lib/domain/desk.ts';
import { weekdayOf } from '#lib/domain/office-hours.ts';
import { statusNames } from '#lib/domain/request-status.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { today } from '../request-context.ts';
import { actingOfficer } from '../signers/acting.ts';
import { findWork } from '../work-store.ts';
import { stretchOf, turnsOf } from '../worklist.ts';
import { countDays, countDesk, findMedians } from './day-store.ts';

/** Letters on an officer's first page. */
export interface LetterDesk {
  /** Waiting for this officer: to be verified, to go a step on, to be signed. */
  verify: number;
  turn: number;
  sign: number;
  late: Late;
  receivedToday: number;
  week: LetterWeek;
}

/**
 * What of the letters waits for an officer, what is late, and how the week goes.
 * @throws Refusal 'forbidden'
 */
export async function readLetterDesk(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<LetterDesk> {
  requireOfficer(visitor, 'requests.read');
  const officer = await actingOfficer(tx, village, visitor);
  const day = today(village);
  const counts = await countDesk(tx, {
    turns: turnsOf(officer),
    residentId: visitor.residentId,
    today: day,
  });
  const week = await readWeek(tx, village, day);
  return {
    verify: may(visitor.roles, 'requests.verify') ? counts.verify : 0,
    turn: counts.turn,
    sign: officer.signatory ? counts.sign : 0,
    late: { count: counts.late, oldest: counts.late ? await oldestLate(tx, day) : [] },
    receivedToday: week.days.find((one) => one.day === day)!.received,
    week,
  };
}

async function oldestLate(tx: VillageTx, lateOn: string): Promise<Late['oldest']> {
  const rows = await findWork(tx, {
    statuses: ['waiting', 'processing'],
    lateOn,
    limit: oldestShown,
    offset: 0,
  });
  return rows.map((row) => ({
    kind: 'request',
    key: row.reference!,
    title: row.type_name,
    about: [row.subject_name, statusNames[row.status]].filter(Boolean).join(' · '),
    dueOn: row.promised_on!,
  }));
}

async function readWeek(tx: VillageTx, village: VillageContext, day: string): Promise<LetterWeek> {
  const monday = addDays(day, 1 - weekdayOf(day));
  const now = { from: monday, to: day };
  const before = { from: addDays(monday, -7), to: addDays(day, -7) };
  const days = await countDays(
    tx,
    stretchOf({ from: before.from, to: day }, village),
    village.timeZone,
  );
  const medians = await findMedians(tx, { now, before }, village.timeZone);
  return {
    ...now,
    now: { ...sumDays(days, now), medianDays: medians.now },
    before: { ...sumDays(days, before), medianDays: medians.before },
    days: [0, 1, 2, 3, 4, 5, 6].map((count) => {
      const one = addDays(monday, count);
      const { received, finished } = sumDays(days, { from: one, to: one });
      return { day: one, received, finished };
    }),
  };
}
