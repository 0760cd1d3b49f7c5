import { sql } from 'kysely';
import { openStates } from '#lib/domain/voice-state.ts';
import type { VoiceCategory } from '#lib/domain/voice-words.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { voices } from './voice-store.ts';

/**
 * What anyone may read: what was published. A secret voice cannot be (the table refuses), one about an
 * official is left out here as well, so that no feed and no figure tells them of it.
 */
function published(tx: VillageTx) {
  return voices(tx)
    .where('v.published_at', 'is not', null)
    .where('v.secret', '=', false)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('voice_about as a')
            .select('a.voice_id')
            .whereRef('a.voice_id', '=', 'v.id'),
        ),
      ),
    );
}

const joiners = sql<number>`(select count(*) from voice_joiner j
  where j.village_id = v.village_id and j.voice_id = v.id)`;
const reporter = sql<string | null>`(select r.name from resident r
  where r.village_id = v.village_id and r.id = v.reporter_id)`;

export async function findPublished(
  tx: VillageTx,
  search: { category?: VoiceCategory; limit: number; offset: number },
) {
  let query = published(tx).select([joiners.as('joiners'), reporter.as('reporter_name')]);
  if (search.category) query = query.where('v.category', '=', search.category);
  return query
    .orderBy('v.published_at', 'desc')
    .orderBy('v.id')
    .limit(search.limit)
    .offset(search.offset)
    .execute();
}

export async function countPublished(tx: VillageTx, category?: VoiceCategory): Promise<number> {
  let query = published(tx);
  if (category) query = query.where('v.category', '=', category);
  const { n } = await tx
    .selectFrom(query.as('v'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

export async function findPublishedOne(tx: VillageTx, reference: string) {
  return published(tx)
    .select([joiners.as('joiners'), reporter.as('reporter_name')])
    .where('v.reference', '=', reference)
    .executeTakeFirst();
}

/** By category: how many were published since then, answered, and answered by the day that was owed. */
export async function findPublicFigures(tx: VillageTx, since: Date, today: string) {
  return tx
    .selectFrom(published(tx).as('v'))
    .select((eb) => [
      'v.category',
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('v.in_time', '=', true).as('inTime'),
      eb.fn
        .countAll<number>()
        .filterWhere((e) =>
          e.or([
            e('v.in_time', '=', false),
            e.and([e('v.in_time', 'is', null), e('v.due_on', '<', today)]),
          ]),
        )
        .as('late'),
      eb.fn.countAll<number>().filterWhere('v.satisfied', '=', true).as('satisfied'),
      eb.fn.countAll<number>().filterWhere('v.satisfied', '=', false).as('unsatisfied'),
    ])
    .where('v.sent_at', '>=', since)
    .groupBy('v.category')
    .execute();
}

/** Published ones that are not decided yet and say much the same: by trigrams and by words. */
export async function findAlike(
  tx: VillageTx,
  typed: { category: VoiceCategory; title: string; story: string },
  limit: number,
) {
  const alike = sql<number>`greatest(
    similarity(lower(v.title), lower(${typed.title})),
    word_similarity(lower(${typed.title}), lower(v.title || ' ' || v.story)),
    ts_rank(to_tsvector('indonesian', v.title || ' ' || v.story),
      to_tsquery('indonesian', ${anyOf(`${typed.title} ${typed.story}`)})) * 4)`;
  return published(tx)
    .select([joiners.as('joiners'), alike.as('alike')])
    .where('v.category', '=', typed.category)
    .where('v.state', 'in', openStates)
    .where(sql<boolean>`${alike} > 0.4`)
    .orderBy('alike', 'desc')
    .limit(limit)
    .execute();
}

/** A full-text query for any of the longer words. */
const anyOf = (text: string): string =>
  [...new Set(text.toLowerCase().match(/[a-z]{4,}/g) ?? [])].slice(0, 40).join(' | ');

/** Public voices that a resident joined. */
export async function findJoined(tx: VillageTx, residentId: string, limit: number) {
  return published(tx)
    .where('v.id', 'in', (eb) =>
      eb.selectFrom('voice_joiner').select('voice_id').where('resident_id', '=', residentId),
    )
    .orderBy('v.id', 'desc')
    .limit(limit)
    .execute();
}
