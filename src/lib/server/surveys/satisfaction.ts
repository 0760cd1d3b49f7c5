import { requireOfficer } from '#lib/domain/authority.ts';
import { addDays, villageDate } from '#lib/domain/dates-id.ts';
import type { Days } from '#lib/domain/report-period.ts';
import { FEWEST_TOLD } from '#lib/domain/small-cells.ts';
import { sampleNeeded, surveyIndex, type SurveyIndex } from '#lib/domain/survey.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { countServed } from '#lib/server/letters/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { sumScores } from './survey-store.ts';

/** The index of satisfaction and on how much it rests. */
export interface Satisfaction {
  people: number;
  /** How many would have to answer for it to stand for all. */
  needed: number;
  /** Undefined where nobody answered. */
  result: SurveyIndex | undefined;
}

/** For the office's report. @throws Refusal 'forbidden' */
export async function readSatisfaction(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  days: Days,
): Promise<Satisfaction> {
  requireOfficer(visitor, 'reports.read');
  const sums = await sumScores(tx, days);
  const served = await countServed(tx, days, village.timeZone);
  return { people: sums.people, needed: sampleNeeded(served), result: surveyIndex(sums) };
}

/** Public: of the last year; undefined where too few answered. */
export async function publicSatisfaction(
  tx: VillageTx,
  village: VillageContext,
): Promise<{ people: number; index: number; grade: SurveyIndex['grade'] } | undefined> {
  const to = villageDate(now(), village.timeZone);
  const sums = await sumScores(tx, { from: addDays(to, -365), to });
  const result = surveyIndex(sums);
  return result && sums.people >= FEWEST_TOLD
    ? { people: sums.people, index: result.index, grade: result.grade }
    : undefined;
}
