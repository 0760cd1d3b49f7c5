import { requireOfficer } from '#lib/domain/authority.ts';
import { addDays, dayStart } from '#lib/domain/dates-id.ts';
import type { Days } from '#lib/domain/report-period.ts';
import type { VoiceCount } from '#lib/domain/service-report.ts';
import { FEWEST_TOLD } from '#lib/domain/small-cells.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VoiceCategory } from '#lib/domain/voice-words.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findFigures } from './figures-store.ts';
import { today } from './village-rules.ts';

/** How the village answered within some days: by category, the most first, and all together. */
export interface VoiceService {
  lines: (VoiceCount & { category: VoiceCategory })[];
  all: Omit<VoiceCount, 'category'> & { medianDays: number | null };
}

async function readService(
  tx: VillageTx,
  village: VillageContext,
  { from, to }: Days,
): Promise<VoiceService> {
  const { timeZone } = village;
  const within = { from: dayStart(from, timeZone), until: dayStart(addDays(to, 1), timeZone) };
  const found = (await findFigures(tx, within, today(village), timeZone)).map((one) => ({
    ...one,
    waiting: one.received - one.inTime - one.late,
  }));
  const all = found.find(({ category }) => category === null)!;
  return {
    all,
    lines: found
      .flatMap((one) => (one.category === null ? [] : [{ ...one, category: one.category }]))
      .sort(
        (one, other) => other.received - one.received || one.category.localeCompare(other.category),
      ),
  };
}

/** For the office's report. @throws Refusal 'forbidden' */
export async function readVoiceService(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  days: Days,
): Promise<VoiceService> {
  requireOfficer(visitor, 'reports.read');
  return readService(tx, village, days);
}

/** Public: of the last year, all together; undefined where there were too few. */
export async function publicVoiceService(
  tx: VillageTx,
  village: VillageContext,
): Promise<VoiceService['all'] | undefined> {
  const to = today(village);
  const { all } = await readService(tx, village, { from: addDays(to, -365), to });
  return all.received >= FEWEST_TOLD ? all : undefined;
}
