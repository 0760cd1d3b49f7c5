import { sql } from 'kysely';
import type { Days } from '#lib/domain/report-period.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Adds visits of a day to those counted already. */
export async function addVisits(
  tx: VillageTx,
  villageId: number,
  day: string,
  counts: ReadonlyMap<string, number>,
): Promise<void> {
  await tx
    .insertInto('page_visit')
    .values(
      [...counts].map(([kind, visits]) => ({ village_id: villageId, on_date: day, kind, visits })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['village_id', 'on_date', 'kind'])
        .doUpdateSet({ visits: sql<number>`page_visit.visits + excluded.visits` }),
    )
    .execute();
}

/** Visits within days, by kind of page. */
export async function sumVisits(tx: VillageTx, { from, to }: Days) {
  return tx
    .selectFrom('page_visit')
    .select(['kind', sql<number>`sum(visits)::int`.as('visits')])
    .where(sql<boolean>`on_date between ${from}::date and ${to}::date`)
    .groupBy('kind')
    .orderBy('visits', 'desc')
    .execute();
}
