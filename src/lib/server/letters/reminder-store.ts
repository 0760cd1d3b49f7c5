import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { requests, type RequestRow } from './store.ts';

export type Reminder = 'remind-soon' | 'remind-late';

/**
 * Requests in the office's hands whose promised day lies from `from` (or ever) up to `until`, of which
 * the office was not reminded since they were last sent; with `from` null, `until` itself is not late.
 */
export async function findUnremindedLocked(
  tx: VillageTx,
  reminder: Reminder,
  from: string | null,
  until: string,
  limit: number,
): Promise<RequestRow[]> {
  let query = requests(tx).where('q.status', 'in', ['waiting', 'processing'])
    .where(sql<boolean>`not exists (
      select from request_event e
      where e.village_id = q.village_id and e.request_id = q.id and e.action = ${reminder}
        and e.id > all (select s.id from request_event s
                    where s.village_id = q.village_id and s.request_id = q.id
                      and s.action in ('send', 'correct')))`);
  query = from
    ? query.where(sql<boolean>`q.promised_on between ${from}::date and ${until}::date`)
    : query.where(sql<boolean>`q.promised_on < ${until}::date`);
  return query.orderBy('q.promised_on').limit(limit).forUpdate().skipLocked().execute();
}
