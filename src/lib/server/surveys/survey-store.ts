import { sql } from 'kysely';
import type { Days } from '#lib/domain/report-period.ts';
import { elementKeys, type ElementKey, type Scores, type ScoreSums } from '#lib/domain/survey.ts';
import type { Respondent } from '#lib/domain/survey-respondent.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Marks a request's survey as answered; false when it was before. */
export async function markAnswered(
  tx: VillageTx,
  villageId: number,
  requestId: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('survey_answered')
    .values({ village_id: villageId, request_id: requestId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function isAnswered(tx: VillageTx, requestId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('survey_answered')
    .select('request_id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row !== undefined;
}

export interface Answer extends Respondent {
  /** The village's day. */
  day: string;
  service: string;
  scores: Scores;
  suggestion: string;
}

export async function insertAnswer(
  tx: VillageTx,
  villageId: number,
  { day, scores, ...answer }: Answer,
): Promise<void> {
  await tx
    .insertInto('survey_answer')
    .values({
      village_id: villageId,
      answered_on: day,
      scores: JSON.stringify(scores),
      ...answer,
    })
    .execute();
}

/** What was answered within days, summed up. */
export async function sumScores(tx: VillageTx, { from, to }: Days): Promise<ScoreSums> {
  const { rows } = await sql<{ key: ElementKey; people: number; sum: number }>`
    select s.key, count(*)::int as people, sum(s.value::int)::int as sum
    from survey_answer a cross join lateral jsonb_each_text(a.scores) s
    where a.answered_on between ${from} and ${to}
    group by s.key`.execute(tx);
  const sums = Object.fromEntries(
    elementKeys.map((key) => [key, rows.find((row) => row.key === key)?.sum ?? 0]),
  ) as Record<ElementKey, number>;
  return { people: rows[0]?.people ?? 0, sums };
}

/** How many answers come from each group; null where it is not known. */
export async function countRespondents(
  tx: VillageTx,
  { from, to }: Days,
): Promise<{ kind: string; value: string | null; people: number }[]> {
  const { rows } = await sql<{ kind: string; value: string | null; people: number }>`
    select g.kind, g.value, count(*)::int as people
    from survey_answer a
    cross join lateral (values
      ('sex', a.sex::text), ('age', a.age), ('education', a.education),
      ('occupation', a.occupation), ('service', a.service)
    ) g (kind, value)
    where a.answered_on between ${from} and ${to}
    group by g.kind, g.value
    order by people desc, g.value`.execute(tx);
  return rows;
}

/** What people wrote, in no order that tells when. */
export async function findSuggestions(tx: VillageTx, { from, to }: Days): Promise<string[]> {
  const rows = await tx
    .selectFrom('survey_answer')
    .select('suggestion')
    .where('answered_on', '>=', from)
    .where('answered_on', '<=', to)
    .where('suggestion', '!=', '')
    .orderBy('id')
    .limit(500)
    .execute();
  return rows.map(({ suggestion }) => suggestion);
}
