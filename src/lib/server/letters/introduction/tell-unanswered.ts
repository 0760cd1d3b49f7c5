import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { today } from '../request-context.ts';
import { findRequest, insertEvent } from '../store.ts';
import { findAreaHeads } from '#lib/server/population/index.ts';
import { findUnansweredLocked, updateIntroduction } from './introduction-store.ts';

/**
 * Tells the office once of each introduction that was not answered in the village's time: it stands in
 * the request's journey and in the list of work. Whoever leads the RT or RW is reminded.
 * @returns how many, at most `limit`
 */
export async function tellUnanswered(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const at = now();
  const late = await findUnansweredLocked(tx, today(village), limit);
  for (const introduction of late) {
    await updateIntroduction(tx, introduction.request_id, { told_at: at });
    await insertEvent(tx, {
      village_id: village.id,
      request_id: introduction.request_id,
      at,
      action: 'late-introduction',
      from_status: 'waiting',
      to_status: 'waiting',
      actor_kind: 'system',
      actor_role: 'Balai',
    });
    const request = await findRequest(tx, introduction.request_id);
    const heads = request?.subject_id ? await findAreaHeads(tx, request.subject_id) : {};
    const head = heads[introduction.level === 'rw' ? 'rw' : 'rt']?.residentId;
    if (head)
      await announce(tx, village.id, residentTopic, {
        residentId: head,
        text: `Permintaan pengantar kepada Anda sebagai ${introduction.asked_of} sudah lewat waktunya.`,
        link: '/layanan-mandiri/pengantar',
      });
  }
  return late.length;
}
