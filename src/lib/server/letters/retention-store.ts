import { sql } from 'kysely';
import type { RequestStatus } from '#lib/domain/request-status.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

const finished: RequestStatus[] = ['approved', 'rejected', 'cancelled', 'withdrawn'];

/**
 * Files that are attached only to requests which were finished before then, and still there. A file
 * can be attached to several: a refused request and the one that was started from it. One that only
 * used again what was brought for another holds it while it is under way, and no day longer.
 */
export async function findOldUploads(
  tx: VillageTx,
  before: Date,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('attachment as a')
    .innerJoin('stored_file as f', (j) =>
      j.onRef('f.village_id', '=', 'a.village_id').onRef('f.id', '=', 'a.file_id'),
    )
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'a.village_id').onRef('q.id', '=', 'a.request_id'),
    )
    .select('a.file_id')
    .where('f.deleted_at', 'is', null)
    .where('a.removed_at', 'is', null)
    .groupBy('a.file_id')
    .having((eb) =>
      eb.fn.agg<boolean>('bool_and', [
        sql<boolean>`q.status = any(${finished})
          and (a.reused_from is not null or q.updated_at < ${before})`,
      ]),
    )
    .limit(limit)
    .execute();
  return rows.map((row) => row.file_id);
}

/** Ids of drafts that nobody touched since then, locked; those at work right now are left out. */
export async function findOldDraftsLocked(
  tx: VillageTx,
  before: Date,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('letter_request')
    .select('id')
    .where('status', '=', 'draft')
    .where('updated_at', '<', before)
    .orderBy('updated_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map((row) => row.id);
}
