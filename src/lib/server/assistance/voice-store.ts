import { sql, type Insertable, type Updateable } from 'kysely';
import type { AidVoiceKind, AidVoiceState } from '#lib/domain/aid-voice.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

function voices(tx: VillageTx) {
  return tx
    .selectFrom('aid_voice as v')
    .innerJoin('aid_programme as p', (j) =>
      j.onRef('p.village_id', '=', 'v.village_id').onRef('p.id', '=', 'v.programme_id'),
    )
    .innerJoin('resident as k', (j) =>
      j.onRef('k.village_id', '=', 'v.village_id').onRef('k.id', '=', 'v.asked_by'),
    )
    .leftJoin('resident as s', (j) =>
      j.onRef('s.village_id', '=', 'v.village_id').onRef('s.id', '=', 'v.subject_id'),
    )
    .leftJoin('aid_recipient as c', (j) =>
      j.onRef('c.village_id', '=', 'v.village_id').onRef('c.id', '=', 'v.recipient_id'),
    )
    .leftJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'c.village_id').onRef('r.id', '=', 'c.resident_id'),
    )
    .select([
      'v.id',
      'v.programme_id',
      'v.asked_by',
      'v.subject_id',
      'v.subject_text',
      'v.recipient_id',
      'v.about_id',
      'v.reason',
      'v.due_on',
      'v.answer',
      'v.answered_at',
      'v.created_at',
      'p.name as programme_name',
      'k.name as asker_name',
      's.name as subject_name',
      'r.name as recipient_name',
      'c.resident_id as recipient_resident_id',
      'c.family_id as recipient_family_id',
      sql<AidVoiceKind>`v.kind`.as('kind'),
      sql<AidVoiceState>`v.state`.as('state'),
    ]);
}

export type VoiceRow = NonNullable<Awaited<ReturnType<typeof findVoice>>>;

export async function findVoice(tx: VillageTx, id: string) {
  return voices(tx).where('v.id', '=', id).executeTakeFirst();
}

/** The same, held until the transaction ends. */
export async function findVoiceLocked(tx: VillageTx, id: string): Promise<VoiceRow | undefined> {
  return voices(tx).where('v.id', '=', id).forUpdate('v').executeTakeFirst();
}

/** What somebody said, the newest first. */
export async function findVoicesOf(
  tx: VillageTx,
  residentId: string,
  limit: number,
): Promise<VoiceRow[]> {
  return voices(tx)
    .where('v.asked_by', '=', residentId)
    .orderBy('v.created_at', 'desc')
    .orderBy('v.id')
    .limit(limit)
    .execute();
}

export async function findByKey(
  tx: VillageTx,
  residentId: string,
  key: string,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('aid_voice')
    .select('id')
    .where('asked_by', '=', residentId)
    .where('issue_key', '=', key)
    .executeTakeFirst();
  return row?.id;
}

/** For the office: those that wait by their day, the others newest first. */
export async function findVoicesForOffice(
  tx: VillageTx,
  states: readonly AidVoiceState[],
  page: { limit: number; offset: number },
): Promise<VoiceRow[]> {
  const query = voices(tx).where('v.state', 'in', [...states]);
  const waiting = states.includes('waiting');
  return (waiting ? query.orderBy('v.due_on') : query.orderBy('v.created_at', 'desc'))
    .orderBy('v.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countVoices(
  tx: VillageTx,
  states: readonly AidVoiceState[],
): Promise<number> {
  const { count } = await tx
    .selectFrom('aid_voice')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', [...states])
    .executeTakeFirstOrThrow();
  return count;
}

export async function insertVoice(
  tx: VillageTx,
  row: Insertable<DB['aid_voice']>,
): Promise<string> {
  const { id } = await tx
    .insertInto('aid_voice')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateVoice(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['aid_voice']>,
): Promise<void> {
  await tx.updateTable('aid_voice').set(values).where('id', '=', id).execute();
}
