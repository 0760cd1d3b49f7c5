import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Days of the village from the first to the last, both counted. */
export interface Days {
  from: string;
  to: string;
}

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
