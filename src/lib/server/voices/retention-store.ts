import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Voices that were closed before then and still have pictures, or a stranger's contact. */
export async function findForgettableLocked(tx: VillageTx, before: Date, limit: number) {
  return tx
    .selectFrom('voice as v')
    .select(['v.id', 'v.reference', sql<boolean>`v.code_hash is not null`.as('fromStranger')])
    .where('v.state', 'in', ['done', 'refused', 'forwarded'])
    .where(sql<boolean>`coalesce(v.closed_at, v.answered_at, v.sent_at) < ${before}`)
    .where(
      sql<boolean>`((v.code_hash is not null and v.reporter_mac is not null) or exists (
        select from voice_picture p where p.village_id = v.village_id and p.voice_id = v.id))`,
    )
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** @returns the ids of their files */
export async function deletePictures(tx: VillageTx, voiceId: string): Promise<string[]> {
  const rows = await tx
    .deleteFrom('voice_picture')
    .where('voice_id', '=', voiceId)
    .returning('file_id')
    .execute();
  return rows.map((row) => row.file_id);
}

export async function forgetReporter(tx: VillageTx, voiceId: string, nobody: Buffer) {
  await tx
    .updateTable('voice')
    .set({ reporter_sealed: nobody, reporter_mac: null, origin_mac: null })
    .where('id', '=', voiceId)
    .execute();
}
