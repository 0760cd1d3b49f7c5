import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VoiceCategory } from '#lib/domain/voice-words.ts';

/** A category's voices in numbers; all together under no category. */
export interface CategoryFigures {
  category: VoiceCategory | null;
  received: number;
  inTime: number;
  late: number;
  /** Days until the first answer in the usual case; null where none was answered. */
  medianDays: number | null;
}

/**
 * Voices sent within a time, by category. One about an official is counted for nobody, so that no figure
 * tells them of it.
 */
export async function findFigures(
  tx: VillageTx,
  { from, until }: { from: Date; until: Date },
  today: string,
  timeZone: string,
): Promise<CategoryFigures[]> {
  return tx
    .selectFrom('voice as v')
    .where('v.sent_at', '>=', from)
    .where('v.sent_at', '<', until)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('voice_about as a')
            .select('a.voice_id')
            .whereRef('a.village_id', '=', 'v.village_id')
            .whereRef('a.voice_id', '=', 'v.id'),
        ),
      ),
    )
    .groupBy(sql`grouping sets ((v.category), ())`)
    .select([
      sql<VoiceCategory | null>`v.category`.as('category'),
      sql<number>`count(*)::int`.as('received'),
      sql<number>`count(*) filter (where v.in_time)::int`.as('inTime'),
      sql<number>`count(*) filter (where not v.in_time
        or v.in_time is null and v.due_on < ${today}::date)::int`.as('late'),
      sql<number | null>`percentile_disc(0.5) within group (
        order by (v.answered_at at time zone ${timeZone})::date
          - (v.sent_at at time zone ${timeZone})::date)`.as('medianDays'),
    ])
    .execute();
}
