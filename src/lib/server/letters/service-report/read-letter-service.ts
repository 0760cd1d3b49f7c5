import { requireOfficer } from '#lib/domain/authority.ts';
import { maskNumbers } from '#lib/domain/mask-numbers.ts';
import type { Days } from '#lib/domain/report-period.ts';
import { sumRequests, type RequestLine } from '#lib/domain/service-report.ts';
import { SMALLEST_SHOWN } from '#lib/domain/small-cells.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findPhrases } from '../phrase-store.ts';
import { today } from '../request-context.ts';
import { stretchOf } from '../worklist.ts';
import {
  countReceived,
  countRefusals,
  findServiceTimes,
  type ServiceTimes,
} from './service-report-store.ts';

/** How letters were served within some days. Figures only. */
export interface LetterService {
  /** Requests that came in within the days, by what has become of them until now. */
  requests: { lines: RequestLine[]; all: RequestLine };
  /** Letters issued within the days, by kind and all together; undefined where there was none. */
  times: { lines: (ServiceTimes & { name: string })[]; all: ServiceTimes | undefined };
  /** Why requests that came in within the days were refused; the rest under no words. */
  refusals: { reason: string | null; count: number }[];
}

/** @throws Refusal 'forbidden' */
export async function readLetterService(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  days: Days,
): Promise<LetterService> {
  requireOfficer(visitor, 'reports.read');
  const stretch = stretchOf(days, village);
  const lines: LetterService['times']['lines'] = [];
  let all: ServiceTimes | undefined;
  for (const { name, ...times } of await findServiceTimes(tx, stretch, village.timeZone)) {
    if (name !== null) lines.push({ name, ...times });
    else if (times.finished > 0) all = times;
  }
  return {
    requests: sumRequests(await countReceived(tx, stretch, today(village))),
    times: {
      lines: lines.sort(
        (one, other) => other.finished - one.finished || one.name.localeCompare(other.name),
      ),
      all,
    },
    refusals: await readRefusals(tx, stretch),
  };
}

/**
 * A reason is told where it is one of the village's kept sentences or was given several times: one that
 * was written for somebody may name them.
 */
async function readRefusals(tx: VillageTx, stretch: Parameters<typeof countRefusals>[1]) {
  const kept = new Set((await findPhrases(tx, 'reject')).map(({ text }) => text));
  const told: LetterService['refusals'] = [];
  let rest = 0;
  for (const { reason, count } of await countRefusals(tx, stretch)) {
    if (reason && (kept.has(reason) || count >= SMALLEST_SHOWN))
      told.push({ reason: maskNumbers(reason), count });
    else rest += count;
  }
  return rest > 0 ? [...told, { reason: null, count: rest }] : told;
}
