import { sql } from 'kysely';
import type { Place } from '#lib/domain/pin-batch.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Whom a batch is about. */
export type Candidates =
  | { kind: 'everyone' }
  | { kind: 'place'; place: Place }
  | { kind: 'residents'; ids: readonly string[] };

/** Residents with what decides whether they get a PIN, by hamlet, RW, RT and name. */
export async function findCandidates(tx: VillageTx, whom: Candidates) {
  let query = tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql<string>`coalesce(r.area_id, f.area_id)`),
    )
    .leftJoin('resident_account as c', (j) =>
      j.onRef('c.village_id', '=', 'r.village_id').onRef('c.resident_id', '=', 'r.id'),
    )
    .select([
      'r.id',
      'r.name',
      'r.nik',
      'r.nik_temporary',
      'r.basic_status',
      'r.marital_status',
      'r.phone',
      'r.merged_into',
      sql<string | null>`r.birth_date`.as('birth_date'),
      'f.kk_number',
      'c.state',
      'c.expires_at',
      sql<string>`coalesce(a.hamlet, '')`.as('hamlet'),
      sql<string>`coalesce(a.rw, '')`.as('rw'),
      sql<string>`coalesce(a.rt, '')`.as('rt'),
    ]);
  if (whom.kind === 'residents') {
    query = query.where('r.id', '=', sql<string>`any(${whom.ids}::uuid[])`);
  } else {
    query = query.where('r.basic_status', '=', 1).where('r.merged_into', 'is', null);
  }
  if (whom.kind === 'place') {
    const { hamlet, rw, rt } = whom.place;
    query = query.where('a.hamlet', '=', hamlet);
    if (rw) query = query.where('a.rw', '=', rw);
    if (rt) query = query.where('a.rt', '=', rt);
  }
  return query
    .orderBy(sql`a.hamlet nulls last`)
    .orderBy('a.rw')
    .orderBy('a.rt')
    .orderBy('r.name')
    .orderBy('r.id')
    .execute();
}
export type Candidate = Awaited<ReturnType<typeof findCandidates>>[number];

/** The residents that have these NIKs. */
export async function findIdsByNik(tx: VillageTx, niks: readonly string[]) {
  return tx
    .selectFrom('resident')
    .select(['id', 'nik'])
    .where('nik', '=', sql<string>`any(${niks}::text[])`)
    .execute();
}

/** All hamlets, RW and RT of the village, in their order. */
export async function findPlaces(tx: VillageTx) {
  return tx
    .selectFrom('area')
    .select(['hamlet', 'rw', 'rt'])
    .orderBy('hamlet')
    .orderBy('rw')
    .orderBy('rt')
    .execute();
}
