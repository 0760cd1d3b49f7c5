import { aidVoiceKinds } from '#lib/domain/aid-voice.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import { dayStart } from '#lib/domain/dates-id.ts';
import { oldestShown, type Late } from '#lib/domain/desk.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { today } from './policy.ts';
import { countVoicesForDesk, findVoicesForOffice } from './voice-store.ts';
import { aboutOf } from './voices-view.ts';

/** *Usul* and *sanggah* on an officer's first page. */
export interface AidDesk {
  /** Waiting for an answer, where this officer gives them. */
  answer: number;
  late: Late;
  receivedToday: number;
}

/** @throws Refusal 'forbidden' */
export async function readAidDesk(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<AidDesk> {
  requireOfficer(visitor, 'aid.read');
  const lateOn = today(village);
  const counts = await countVoicesForDesk(tx, lateOn, dayStart(lateOn, village.timeZone));
  const oldest = counts.late
    ? await findVoicesForOffice(
        tx,
        { states: ['waiting'], lateOn },
        { limit: oldestShown, offset: 0 },
      )
    : [];
  return {
    answer: may(visitor.roles, 'aid.answer') ? counts.waiting : 0,
    receivedToday: counts.today,
    late: {
      count: counts.late,
      oldest: oldest.map((voice) => ({
        kind: 'aid',
        key: voice.id,
        title: `${aidVoiceKinds[voice.kind]}: ${voice.programme_name}`,
        about: aboutOf(voice),
        dueOn: voice.due_on,
      })),
    },
  };
}
