import { sql } from 'kysely';
import { owedStates, type VoiceState } from '#lib/domain/voice-state.ts';
import type { VoiceCategory, VoiceKind } from '#lib/domain/voice-words.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { voices } from './voice-store.ts';

/**
 * What an officer may see at all: nothing that is about them. Every reading of the office begins here.
 */
function seenBy(tx: VillageTx, staffId: string) {
  return voices(tx).where(sql<boolean>`not voice_is_about(v.id, ${staffId})`);
}

export async function findSeen(tx: VillageTx, staffId: string, reference: string) {
  return seenBy(tx, staffId).where('v.reference', '=', reference).executeTakeFirst();
}

/** Voices that were taken over from another system, and whether each is about this officer. */
export async function findFromElsewhere(tx: VillageTx, staffId: string) {
  return tx
    .selectFrom('voice as v')
    .innerJoin('voice_event as e', (j) =>
      j.onRef('e.village_id', '=', 'v.village_id').onRef('e.voice_id', '=', 'v.id'),
    )
    .select([
      'v.send_key',
      'v.reference',
      sql<boolean>`voice_is_about(v.id, ${staffId})`.as('about'),
    ])
    .where('e.action', '=', 'take-over')
    .execute();
}

/** The same, locked until the transaction ends. */
export async function findSeenLocked(tx: VillageTx, staffId: string, reference: string) {
  return seenBy(tx, staffId).where('v.reference', '=', reference).forUpdate().executeTakeFirst();
}

export interface OfficeFilter {
  states?: readonly VoiceState[];
  /** Given to this officer. */
  assignee?: string;
  kind?: VoiceKind;
  category?: VoiceCategory;
  /** Words of the title or story, or a part of the ticket number. */
  words?: string;
  /** The day that was owed is past: `YYYY-MM-DD` of today. */
  overdueOn?: string;
  sentSince?: Date;
}

function matching(tx: VillageTx, staffId: string, filter: OfficeFilter) {
  let query = seenBy(tx, staffId);
  if (filter.states) query = query.where('v.state', 'in', filter.states);
  if (filter.assignee) query = query.where('v.assignee_id', '=', filter.assignee);
  if (filter.kind) query = query.where('v.kind', '=', filter.kind);
  if (filter.category) query = query.where('v.category', '=', filter.category);
  if (filter.overdueOn)
    query = query
      .where('v.state', 'in', owedStates)
      .where(sql<boolean>`v.due_on < ${filter.overdueOn}::date`);
  if (filter.sentSince) query = query.where('v.sent_at', '>=', filter.sentSince);
  if (filter.words) {
    const part = `%${filter.words.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) =>
      eb.or([
        eb('v.title', 'ilike', part),
        eb('v.story', 'ilike', part),
        eb('v.reference', 'ilike', part),
      ]),
    );
  }
  return query;
}

/** Voices of a list, what is owed soonest first, then the latest. */
export async function findOfficePage(
  tx: VillageTx,
  staffId: string,
  filter: OfficeFilter,
  page: { limit: number; offset: number },
) {
  return matching(tx, staffId, filter)
    .leftJoin('staff_account as s', (j) =>
      j.onRef('s.village_id', '=', 'v.village_id').onRef('s.id', '=', 'v.assignee_id'),
    )
    .select('s.name as assignee_name')
    .orderBy(sql`v.due_on nulls last`)
    .orderBy('v.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countOffice(
  tx: VillageTx,
  staffId: string,
  filter: OfficeFilter,
): Promise<number> {
  const { n } = await tx
    .selectFrom(matching(tx, staffId, filter).as('v'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/**
 * Voices of which the office owes the next step, in numbers: those with this officer, those that wait to
 * be verified or given to somebody, those told to the head of the office while somebody has them, those
 * whose day is past.
 */
export async function countOwed(tx: VillageTx, staffId: string, today: string) {
  return tx
    .selectFrom(matching(tx, staffId, { states: owedStates }).as('v'))
    .select([
      sql<number>`count(*) filter (where v.assignee_id = ${staffId}
        and v.state in ('assigned', 'handling'))::int`.as('mine'),
      sql<number>`count(*) filter (where v.state = 'received')::int`.as('received'),
      sql<number>`count(*) filter (where v.state = 'verified')::int`.as('verified'),
      sql<number>`count(*) filter (where v.escalated_at is not null
        and v.state in ('assigned', 'handling'))::int`.as('escalated'),
      sql<number>`count(*) filter (where v.due_on < ${today})::int`.as('overdue'),
    ])
    .executeTakeFirstOrThrow();
}

/** Officers at work, with their position; those whom a voice is about are left out. */
export async function findOfficersFor(tx: VillageTx, voiceId: string) {
  return tx
    .selectFrom('staff_account as s')
    .leftJoin('official as o', (j) =>
      j.onRef('o.village_id', '=', 's.village_id').onRef('o.staff_id', '=', 's.id'),
    )
    .select(['s.id', 's.name', 's.roles', 'o.position'])
    .where('s.active', '=', true)
    .where(sql<boolean>`not voice_is_about(${voiceId}, s.id)`)
    .orderBy(sql`o.rank nulls last`)
    .orderBy('s.name')
    .execute();
}

/** Voices of which the office owes the next step since before today, and that nobody was told of. */
export async function findUntoldLocked(tx: VillageTx, today: string, limit: number) {
  return voices(tx)
    .where('v.state', 'in', owedStates)
    .where('v.escalated_at', 'is', null)
    .where(sql<boolean>`v.due_on < ${today}::date`)
    .orderBy('v.due_on')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Answered voices whose reporter has let the time for a word go by. */
export async function findSilentLocked(tx: VillageTx, today: string, limit: number) {
  return voices(tx)
    .where('v.state', '=', 'asking')
    .where(sql<boolean>`v.reply_until < ${today}::date`)
    .orderBy('v.reply_until')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** A resident's name and telephone number; of a record that was merged, those of the kept one. */
export async function findPerson(tx: VillageTx, residentId: string) {
  return tx
    .selectFrom('resident as r')
    .leftJoin('resident as k', (j) =>
      j.onRef('k.village_id', '=', 'r.village_id').onRef('k.id', '=', 'r.merged_into'),
    )
    .select([
      sql<string>`coalesce(k.name, r.name)`.as('name'),
      sql<string | null>`coalesce(k.phone, r.phone)`.as('phone'),
    ])
    .where('r.id', '=', residentId)
    .executeTakeFirst();
}
