import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** A resident with family, place and household, as a spreadsheet is to tell of them. */
export type ExportRow = Record<string, string | number | boolean | null>;

/** As many as are read at a time: few enough that other requests are answered in between. */
const STEP = 250;

/**
 * All residents, or those named, family by family, in steps; doubles that were merged are left out.
 * What is read is the register at one instant, however long it takes.
 */
export async function* exportRows(
  tx: VillageTx,
  ids: readonly string[] | undefined,
): AsyncGenerator<ExportRow[], void, undefined> {
  await sql`
    declare exported no scroll cursor for
    select r.*, f.kk_number, f.address as kk_address, f.social_class as kk_social_class,
      f.registered_on as kk_registered_on, f.card_printed_on as kk_printed_on,
      f.closed_on as kk_closed_on,
      coalesce(a.hamlet, fa.hamlet) as hamlet, coalesce(a.rw, fa.rw) as rw,
      coalesce(a.rt, fa.rt) as rt,
      fa.hamlet as kk_hamlet, fa.rw as kk_rw, fa.rt as kk_rt,
      h.number as rtm_number, h.social_data as rtm_social_data,
      h.social_data_number as rtm_social_number, h.registered_on as rtm_registered_on
    from resident r
    left join family f on f.village_id = r.village_id and f.id = r.family_id
    left join area a on a.village_id = r.village_id and a.id = r.area_id
    left join area fa on fa.village_id = r.village_id and fa.id = f.area_id
    left join household h on h.village_id = r.village_id and h.id = r.household_id
    where r.merged_into is null
      ${ids ? sql`and r.id = any(${[...ids]}::uuid[])` : sql``}
    order by f.kk_number nulls last, r.relation nulls last, r.birth_date, r.nik`.execute(tx);
  for (;;) {
    const { rows } = await sql<ExportRow>`fetch ${sql.lit(STEP)} from exported`.execute(tx);
    if (rows.length === 0) break;
    yield rows;
  }
  await sql`close exported`.execute(tx);
}
