import type { News } from '#lib/domain/outgoing-text.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { officeStatus } from '#lib/domain/office-hours.ts';
import { addWorkingDays } from '#lib/domain/working-days.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, now, type VillageTx } from '#lib/server/platform/index.ts';
import { officeCalendar, type VillageContext } from '#lib/server/villages/index.ts';
import { typeOf } from './request-context.ts';
import { findUnremindedLocked, type Reminder } from './reminder-store.ts';
import { insertEvent, type RequestRow } from './store.ts';

/**
 * Reminds the office of promised days: once on the working day before, once when the day has passed.
 * The reminder stands in the request's journey; when a promise was not kept, the applicant is told so.
 * Only while the office is open, so that the first to read it can act on it.
 * @returns how many reminders, at most `limit` of each kind
 */
export async function remindOffice(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const at = now();
  const calendar = await officeCalendar(tx, village);
  if (!officeStatus(calendar.hours, at, village.timeZone, calendar.holidays).open) return 0;
  const today = villageDate(at, village.timeZone);
  const soon = addWorkingDays(today, 1, calendar);
  const due = await findUnremindedLocked(tx, 'remind-soon', today, soon, limit);
  for (const request of due) await remind(tx, village, request, 'remind-soon', at);
  const late = await findUnremindedLocked(tx, 'remind-late', null, today, limit);
  for (const request of late) {
    await remind(tx, village, request, 'remind-late', at);
    if (!request.applicant_id) continue;
    await announce(tx, village.id, residentTopic, {
      residentId: request.applicant_id,
      text: `Maaf, ${typeOf(request).name} (${request.reference}) belum selesai pada hari yang dijanjikan. Petugas desa sudah diingatkan.`,
      link: `/layanan-mandiri/riwayat/${request.reference}`,
      news: {
        about: 'request',
        reference: request.reference ?? '',
        state: 'late',
      } satisfies News,
    });
  }
  return due.length + late.length;
}

const remind = (
  tx: VillageTx,
  village: VillageContext,
  request: RequestRow,
  action: Reminder,
  at: Date,
) =>
  insertEvent(tx, {
    village_id: village.id,
    request_id: request.id,
    at,
    action,
    from_status: request.status,
    to_status: request.status,
    actor_kind: 'system',
    actor_id: null,
    actor_role: 'Balai',
  });
