import { dayStart } from '#lib/domain/dates-id.ts';
import { oldestShown, type Late } from '#lib/domain/desk.ts';
import { may } from '#lib/domain/roles.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { voiceStateWords } from '#lib/domain/voice-words.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { countOffice, countOwed, findOfficePage } from './office-store.ts';
import { requireOfficer } from './policy.ts';
import { today } from './village-rules.ts';

/** Voices on an officer's first page; none of them is about the officer. */
export interface VoiceDesk {
  /** Given to this officer. */
  mine: number;
  /** To be verified, and to be given to somebody, where that is theirs to do. */
  verify: number;
  assign: number;
  late: Late;
  receivedToday: number;
}

/**
 * What of the voices waits for an officer, what is late, what came in today.
 * @throws Refusal 'forbidden'
 */
export async function readVoiceDesk(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<VoiceDesk> {
  requireOfficer(visitor, 'voices.read');
  const { staffId, roles } = visitor;
  const day = today(village);
  const counts = await countOwed(tx, staffId, day);
  const sentSince = dayStart(day, village.timeZone);
  const oldest = counts.overdue
    ? await findOfficePage(tx, staffId, { overdueOn: day }, { limit: oldestShown, offset: 0 })
    : [];
  return {
    mine: counts.mine,
    verify: may(roles, 'voices.verify') ? counts.received : 0,
    assign: may(roles, 'voices.assign') ? counts.verified : 0,
    receivedToday: await countOffice(tx, staffId, { sentSince }),
    late: {
      count: counts.overdue,
      oldest: oldest.map((row) => ({
        kind: 'voice',
        key: row.reference,
        title: row.title,
        about: [row.assignee_name, voiceStateWords[row.state].label].filter(Boolean).join(' · '),
        dueOn: row.due_on!,
      })),
    },
  };
}

/** How many voices wait for this officer: to verify, to give to somebody, to answer, or too long. */
export async function countVoicesWaiting(
  tx: VillageTx,
  visitor: Visitor,
  village: VillageContext,
): Promise<number> {
  requireOfficer(visitor, 'voices.read');
  const { staffId, roles } = visitor;
  const counts = await countOwed(tx, staffId, today(village));
  const leads = may(roles, 'voices.assign');
  return (
    counts.mine +
    (may(roles, 'voices.verify') ? counts.received : 0) +
    (leads ? counts.verified + counts.escalated : 0)
  );
}
