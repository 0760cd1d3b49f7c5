import { addDays } from '#lib/domain/dates-id.ts';
import { FEWEST_TOLD } from '#lib/domain/small-cells.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findFinishedByType } from './letter-store.ts';
import { today } from './request-context.ts';
import type { ServiceRecord } from './service-record.ts';
import { letterTypes } from './types/village-types.ts';

/** How the village served in the last twelve months. */
export interface ServiceFigures {
  /** Of all letters together; undefined where too few were asked for. */
  all?: ServiceRecord;
  /** By kind of letter, the most asked first; kinds with too few are counted together as the rest. */
  byType: (ServiceRecord & { name: string; slug: string })[];
  /** Letters of the kinds that are not named. */
  rest: number;
}

/** Public: no person can be told from it. */
export async function serviceFigures(
  tx: VillageTx,
  village: VillageContext,
): Promise<ServiceFigures> {
  const rows = await findFinishedByType(tx, addDays(today(village), -365), village.timeZone);
  const types = await letterTypes(tx);
  const figures: ServiceFigures = { byType: [], rest: 0 };
  for (const row of rows) {
    const record = {
      finished: row.finished,
      onTime: Math.round((100 * row.on_time) / row.finished),
      medianDays: row.median_days ?? 0,
    };
    if (row.slug === null) {
      if (row.finished >= FEWEST_TOLD) figures.all = record;
      continue;
    }
    const name = types.get(row.slug)?.name;
    if (row.finished >= FEWEST_TOLD && name)
      figures.byType.push({ ...record, name, slug: row.slug });
    else figures.rest += row.finished;
  }
  figures.byType.sort((a, b) => b.finished - a.finished || a.name.localeCompare(b.name, 'id'));
  return figures;
}
