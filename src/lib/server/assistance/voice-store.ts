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

/** Which of them the office looks at. */
export interface VoiceFilter {
  states: readonly AidVoiceState[];
  /** Their day is past on this one, `YYYY-MM-DD`. */
  lateOn?: string;
  since?: Date;
}

/** For the office: those that wait by their day, the others newest first. */
export async function findVoicesForOffice(
  tx: VillageTx,
  { states, lateOn, since }: VoiceFilter,
  page: { limit: number; offset: number },
): Promise<VoiceRow[]> {
  const waiting = states.length === 1 && states[0] === 'waiting';
  return voices(tx)
    .where('v.state', 'in', [...states])
    .$if(lateOn !== undefined, (q) => q.where(sql<boolean>`v.due_on < ${lateOn}::date`))
    .$if(since !== undefined, (q) => q.where('v.created_at', '>=', since!))
    .$if(waiting, (q) => q.orderBy('v.due_on'))
    .$if(!waiting, (q) => q.orderBy('v.created_at', 'desc'))
    .orderBy('v.id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countVoices(
  tx: VillageTx,
  { states, lateOn, since }: VoiceFilter,
): Promise<number> {
  const { count } = await tx
    .selectFrom('aid_voice as v')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('v.state', 'in', [...states])
    .$if(lateOn !== undefined, (q) => q.where(sql<boolean>`v.due_on < ${lateOn}::date`))
    .$if(since !== undefined, (q) => q.where('v.created_at', '>=', since!))
    .executeTakeFirstOrThrow();
  return count;
}

/** In numbers: what waits for an answer, what of it is past its day, and all that came since. */
export async function countVoicesForDesk(tx: VillageTx, lateOn: string, since: Date) {
  return tx
    .selectFrom('aid_voice as v')
    .select([
      sql<number>`count(*) filter (where v.state = 'waiting')::int`.as('waiting'),
      sql<number>`count(*) filter (where v.state = 'waiting' and v.due_on < ${lateOn}::date)::int`.as(
        'late',
      ),
      sql<number>`count(*) filter (where v.created_at >= ${since})::int`.as('today'),
    ])
    .where((eb) => eb.or([eb('v.state', '=', 'waiting'), eb('v.created_at', '>=', since)]))
    .executeTakeFirstOrThrow();
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
