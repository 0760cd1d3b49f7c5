import { correctionHours } from '#lib/domain/correction-state.ts';
import { dayStart, villageDate } from '#lib/domain/dates-id.ts';
import { oldestShown, type Late } from '#lib/domain/desk.ts';
import { residentField } from '#lib/domain/resident-fields.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { countForDesk, findForOffice } from './correction-store.ts';
import { requireDecider } from './decide-policy.ts';
import { answerBy } from './list-own-corrections.ts';
import { sentWishes } from './wishes.ts';

/** Residents' wishes to have the register corrected, on an officer's first page. */
export interface CorrectionDesk {
  waiting: number;
  late: Late;
  receivedToday: number;
}

/** What was sent before now less the hours in which it is answered is late. */
export const lateBefore = () => new Date(now().getTime() - correctionHours * 60 * 60_000);

/** @throws Refusal unless the visitor decides on them */
export async function readCorrectionDesk(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<CorrectionDesk> {
  requireDecider(visitor);
  const before = lateBefore();
  const since = dayStart(villageDate(now(), village.timeZone), village.timeZone);
  const { waiting, late, today } = await countForDesk(tx, { before, since });
  const oldest = late
    ? await findForOffice(
        tx,
        { state: 'waiting', words: '', before },
        { offset: 0, limit: oldestShown },
      )
    : [];
  return {
    waiting,
    receivedToday: today,
    late: {
      count: late,
      oldest: oldest.map((row) => ({
        kind: 'correction',
        key: row.id,
        title: 'Perbaikan data',
        about: [
          row.resident_name,
          sentWishes(row)
            .map(({ field }) => residentField(field).label)
            .join(', '),
        ].join(' · '),
        dueOn: villageDate(answerBy(row), village.timeZone),
      })),
    },
  };
}
