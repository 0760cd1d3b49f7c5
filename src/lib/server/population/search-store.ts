import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Who is looked for. What is absent does not narrow. */
export interface ResidentFilter {
  /** Parts of names or addresses, all of which must be found. */
  words?: string[] | undefined;
  /** A name: those that sound like it. */
  alike?: string | undefined;
  /** Any part of a NIK or KK. */
  digits?: string | undefined;
  hamlet?: string | undefined;
  rw?: string | undefined;
  rt?: string | undefined;
  /** Codes of reference-codes.ts. */
  basicStatus?: number | undefined;
  residence?: number | undefined;
  sex?: number | undefined;
  /** First and last day of birth, `YYYY-MM-DD`. */
  bornFrom?: string | undefined;
  bornUntil?: string | undefined;
}

/** Search counts no further than this: nobody leafs through more. */
export const COUNTED_AT_MOST = 10_000;

/**
 * A page of the residents who match: those whose names begin as typed first, or the likest.
 * @returns their ids in order, and how many there are in all, at most COUNTED_AT_MOST
 */
export async function findResidentIds(
  tx: VillageTx,
  filter: ResidentFilter,
  page: { limit: number; offset: number },
): Promise<{ ids: string[]; total: number }> {
  const { rows } = await sql<{ resident_id: string | null; total: number }>`
    select resident_id, total from search_residents(
      ${filter.words ?? null}::text[], ${filter.alike ?? null}, ${filter.digits ?? null},
      ${filter.hamlet ?? null}, ${filter.rw ?? null}, ${filter.rt ?? null},
      ${filter.basicStatus ?? null}::int, ${filter.residence ?? null}::int,
      ${filter.sex ?? null}::int, ${filter.bornFrom ?? null}::date,
      ${filter.bornUntil ?? null}::date, ${COUNTED_AT_MOST}::int, ${page.limit}::int,
      ${page.offset}::int)`.execute(tx);
  const ids = rows.map((row) => row.resident_id).filter((id) => id !== null);
  return { ids, total: rows[0]?.total ?? 0 };
}

/** What a list shows of these residents, in the order of the ids. */
export async function findResidentLines(tx: VillageTx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql`coalesce(r.area_id, f.area_id)`),
    )
    .select([
      'r.id',
      'r.nik',
      'r.nik_temporary',
      'r.name',
      'r.sex',
      'r.birth_date',
      'r.basic_status',
      'f.kk_number',
      'a.hamlet',
      'a.rt',
      'a.rw',
    ])
    .where('r.id', 'in', ids)
    .orderBy(sql`array_position(${ids}::uuid[], r.id)`)
    .execute();
}

/** The village's hamlets with their RW and RT. */
export async function findAreas(
  tx: VillageTx,
): Promise<{ hamlet: string; rw: string; rt: string }[]> {
  return tx
    .selectFrom('area')
    .select(['hamlet', 'rw', 'rt'])
    .orderBy('hamlet')
    .orderBy('rw')
    .orderBy('rt')
    .execute();
}
