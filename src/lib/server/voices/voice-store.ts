import { sql, type Insertable, type Updateable } from 'kysely';
import type { VoiceState } from '#lib/domain/voice-state.ts';
import type { VoiceCategory, VoiceKind } from '#lib/domain/voice-words.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** A voice as it is kept. */
export function voices(tx: VillageTx) {
  return tx
    .selectFrom('voice as v')
    .select([
      'v.id',
      'v.reference',
      'v.title',
      'v.story',
      'v.area',
      'v.place',
      'v.latitude',
      'v.longitude',
      'v.anonymous',
      'v.secret',
      'v.reporter_id',
      'v.reporter_sealed',
      'v.reporter_mac',
      'v.code_hash',
      'v.version',
      'v.assignee_id',
      'v.answered_at',
      'v.in_time',
      'v.closed_at',
      'v.answer',
      'v.forwarded_to',
      'v.forwarded_ref',
      'v.published_at',
      'v.escalated_at',
      'v.satisfied',
      'v.sent_at',
      sql<VoiceKind>`v.kind`.as('kind'),
      sql<VoiceCategory>`v.category`.as('category'),
      sql<VoiceState>`v.state`.as('state'),
      sql<string | null>`v.happened_on`.as('happened_on'),
      sql<string | null>`v.due_on`.as('due_on'),
      sql<string | null>`v.reply_until`.as('reply_until'),
    ]);
}
export type VoiceRow = NonNullable<Awaited<ReturnType<typeof findVoice>>>;

export async function findVoice(tx: VillageTx, reference: string) {
  return voices(tx).where('v.reference', '=', reference).executeTakeFirst();
}

/** The voice, locked until the transaction ends. */
export async function findVoiceLocked(tx: VillageTx, reference: string) {
  return voices(tx).where('v.reference', '=', reference).forUpdate().executeTakeFirst();
}

/** @returns undefined where the form was kept already */
export async function insertVoice(
  tx: VillageTx,
  row: Insertable<DB['voice']>,
): Promise<string | undefined> {
  const kept = await tx
    .insertInto('voice')
    .values(row)
    .onConflict((oc) => oc.columns(['village_id', 'send_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept?.id;
}

export async function findReferenceOfForm(tx: VillageTx, key: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('voice')
    .select('reference')
    .where('send_key', '=', key)
    .executeTakeFirst();
  return row?.reference;
}

export async function updateVoice(tx: VillageTx, id: string, values: Updateable<DB['voice']>) {
  await tx
    .updateTable('voice')
    .set(values)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export async function insertAbout(
  tx: VillageTx,
  villageId: number,
  voiceId: string,
  officials: readonly string[],
) {
  if (officials.length === 0) return;
  await tx
    .insertInto('voice_about')
    .values(officials.map((id) => ({ village_id: villageId, voice_id: voiceId, official_id: id })))
    .execute();
}

/** The officials whom a voice is about, by name and position. */
export async function findAbout(tx: VillageTx, voiceId: string) {
  return tx
    .selectFrom('voice_about as a')
    .innerJoin('official as o', (j) =>
      j.onRef('o.village_id', '=', 'a.village_id').onRef('o.id', '=', 'a.official_id'),
    )
    .select(['o.id', 'o.name', 'o.position'])
    .where('a.voice_id', '=', voiceId)
    .orderBy('o.rank')
    .execute();
}

/** How much came without signing in since then: from one address on its day, and of one contact. */
export async function countFromStrangers(
  tx: VillageTx,
  since: Date,
  who: { origin: Buffer; contact: Buffer },
) {
  return tx
    .selectFrom('voice')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('origin_mac', '=', who.origin).as('fromOrigin'),
      eb.fn.countAll<number>().filterWhere('reporter_mac', '=', who.contact).as('ofContact'),
    ])
    .where('sent_at', '>', since)
    .where('code_hash', 'is not', null)
    .executeTakeFirstOrThrow();
}

/** How many a resident has sent since then, secret ones among them. */
export async function countOfResident(
  tx: VillageTx,
  since: Date,
  who: { residentId: string; mac: Buffer },
): Promise<number> {
  const { n } = await tx
    .selectFrom('voice')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('sent_at', '>', since)
    .where((eb) =>
      eb.or([eb('reporter_id', '=', who.residentId), eb('reporter_mac', '=', who.mac)]),
    )
    .executeTakeFirstOrThrow();
  return n;
}

/** A resident's own voices, newest first: by name, and the secret ones by their digests. */
export async function findOwnVoices(
  tx: VillageTx,
  residentId: string,
  macs: readonly Buffer[],
  limit: number,
) {
  return voices(tx)
    .where((eb) =>
      eb.or([eb('v.reporter_id', '=', residentId), eb('v.reporter_mac', 'in', [...macs])]),
    )
    .where('v.code_hash', 'is', null)
    .orderBy('v.id', 'desc')
    .limit(limit)
    .execute();
}

/** Areas as they are chosen from. */
export async function findAreas(tx: VillageTx) {
  return tx
    .selectFrom('area')
    .select(['hamlet', 'rw', 'rt'])
    .orderBy('hamlet')
    .orderBy('rw')
    .orderBy('rt')
    .execute();
}
