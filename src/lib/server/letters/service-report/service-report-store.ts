import { sql } from 'kysely';
import type { Days } from '#lib/domain/report-period.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** How many letters were issued within days. */
export async function countServed(
  tx: VillageTx,
  { from, to }: Days,
  timeZone: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from letter
    where (issued_at at time zone ${timeZone})::date between ${from} and ${to}`.execute(tx);
  return rows[0]!.n;
}
