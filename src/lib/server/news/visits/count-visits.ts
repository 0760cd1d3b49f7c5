import { villageDate } from '#lib/domain/dates-id.ts';
import type { Days } from '#lib/domain/report-period.ts';
import { visitKinds, type VisitKind } from '#lib/domain/visit-kinds.ts';
import {
  keptWhileRunning,
  log,
  now,
  withVillage,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { addVisits, sumVisits } from './visit-store.ts';

/** Counted but not yet written: village → day → kind → how often. Numbers only, of nobody. */
const waiting = keptWhileRunning(() => new Map<number, Map<string, Map<string, number>>>());
let writing: ReturnType<typeof setTimeout> | undefined;

const pause = 20_000;

/** Notes that a page was opened. It is written with others in a while: a visit waits for nothing. */
export function countVisit(village: VillageContext, kind: VisitKind): void {
  const day = villageDate(now(), village.timeZone);
  const villages = waiting();
  const days = villages.get(village.id) ?? new Map<string, Map<string, number>>();
  const kinds = days.get(day) ?? new Map<string, number>();
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  villages.set(village.id, days.set(day, kinds));
  writing ??= setTimeout(() => void writeVisits(), pause).unref();
}

/** Writes what was counted. What cannot be written is let go: a count is not worth a stop. */
export async function writeVisits(): Promise<void> {
  clearTimeout(writing);
  writing = undefined;
  const counted = [...waiting()];
  waiting().clear();
  for (const [villageId, days] of counted) {
    try {
      await withVillage(villageId, async (tx) => {
        for (const [day, kinds] of days) await addVisits(tx, villageId, day, kinds);
      });
    } catch (error) {
      log.warn({ error, villageId }, 'visits could not be written');
    }
  }
}

/** Visits since a day, by kind of page, the most visited first. */
export const visitsSince = (tx: VillageTx, since: string) =>
  visitsWithin(tx, { from: since, to: 'infinity' });

/** Visits within days, likewise. */
export async function visitsWithin(tx: VillageTx, days: Days) {
  return (await sumVisits(tx, days)).flatMap(({ kind, visits }) =>
    Object.hasOwn(visitKinds, kind)
      ? [{ kind: kind as VisitKind, label: visitKinds[kind as VisitKind], visits }]
      : [],
  );
}
