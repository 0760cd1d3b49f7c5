import { sql, type Insertable } from 'kysely';
import type { VoiceAction, VoiceState } from '#lib/domain/voice-state.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** What stands in a voice's thread beside what moves it on. */
export type VoiceStep =
  | VoiceAction
  | 'send'
  | 'take-over'
  | 'say'
  | 'note'
  | 'escalate'
  | 'identify'
  | 'rate'
  | 'publish'
  | 'unpublish';

export async function insertStep(
  tx: VillageTx,
  row: Omit<Insertable<DB['voice_event']>, 'action' | 'to_state'> & {
    action: VoiceStep;
    to_state: VoiceState;
  },
): Promise<string> {
  const { id } = await tx
    .insertInto('voice_event')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Everything that happened to a voice, in order. */
export async function findSteps(tx: VillageTx, voiceId: string) {
  return tx
    .selectFrom('voice_event as e')
    .leftJoin('staff_account as s', (j) =>
      j.onRef('s.village_id', '=', 'e.village_id').onRef('s.id', '=', 'e.staff_id'),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('official as o')
          .select('o.position')
          .whereRef('o.staff_id', '=', 'e.staff_id')
          .orderBy('o.rank')
          .limit(1)
          .as('o'),
      (j) => j.onTrue(),
    )
    .select([
      'e.id',
      'e.at',
      'e.text',
      'e.staff_id',
      's.name as staff_name',
      'o.position',
      sql<VoiceStep>`e.action`.as('action'),
      sql<VoiceState>`e.to_state`.as('to_state'),
      sql<'reporter' | 'staff' | 'system'>`e.by_kind`.as('by_kind'),
    ])
    .where('e.voice_id', '=', voiceId)
    .orderBy('e.id')
    .execute();
}
export type StepRow = Awaited<ReturnType<typeof findSteps>>[number];

export async function insertPicture(tx: VillageTx, row: Insertable<DB['voice_picture']>) {
  await tx.insertInto('voice_picture').values(row).execute();
}

export async function findPictures(tx: VillageTx, voiceId: string) {
  return tx
    .selectFrom('voice_picture')
    .select(['id', 'event_id', 'file_id'])
    .where('voice_id', '=', voiceId)
    .orderBy('id')
    .execute();
}

/** @returns false when the resident had joined already */
export async function insertJoiner(
  tx: VillageTx,
  row: Insertable<DB['voice_joiner']>,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('voice_joiner')
    .values(row)
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function findJoiners(tx: VillageTx, voiceId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('voice_joiner')
    .select('resident_id')
    .where('voice_id', '=', voiceId)
    .execute();
  return rows.map((row) => row.resident_id);
}
