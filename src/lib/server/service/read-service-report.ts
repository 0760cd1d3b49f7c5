import { requireOfficer } from '#lib/domain/authority.ts';
import { periodBefore, type Days, type ReportPeriod } from '#lib/domain/report-period.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { readLetterService, type LetterService } from '#lib/server/letters/index.ts';
import { visitsWithin } from '#lib/server/news/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { readSatisfaction, type Satisfaction } from '#lib/server/surveys/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { readVoiceService, type VoiceService } from '#lib/server/voices/index.ts';

/** How the office served within some days: figures, and no person. */
export interface ServedDays {
  letters: LetterService;
  voices: VoiceService;
  satisfaction: Satisfaction;
  visits: { label: string; visits: number }[];
}

/** How the office served, beside the same stretch before. */
export interface ServiceReport extends ServedDays {
  before: ServedDays & { words: string };
}

/** @throws Refusal 'forbidden' */
export async function readServiceReport(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  period: ReportPeriod,
): Promise<ServiceReport> {
  requireOfficer(visitor, 'reports.read');
  const earlier = periodBefore(period);
  return {
    ...(await readDays(tx, village, visitor, period)),
    before: { ...(await readDays(tx, village, visitor, earlier)), words: earlier.words },
  };
}

/** The same to take out of the house; recorded. */
export async function takeOutServiceReport(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  period: ReportPeriod,
  format: 'pdf' | 'xlsx',
): Promise<ServiceReport> {
  const report = await readServiceReport(tx, village, visitor, period);
  await recordEvent(tx, village.id, visitor, {
    action: 'service.take-out',
    details: { period: period.words, format },
  });
  return report;
}

const readDays = async (
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  days: Days,
): Promise<ServedDays> => ({
  letters: await readLetterService(tx, village, visitor, days),
  voices: await readVoiceService(tx, village, visitor, days),
  satisfaction: await readSatisfaction(tx, village, visitor, days),
  visits: await visitsWithin(tx, days),
});
