import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

export interface ResidentFilter {
  /** Words of a name or address; empty for all. */
  words: string;
  /** Digits of a NIK or KK; empty for all. */
  digits: string;
  hamlet?: string;
  basicStatus?: number;
}

const escaped = (text: string) => text.replace(/[%_\\]/g, '\\$&');

function residents(tx: VillageTx, { words, digits, hamlet, basicStatus }: ResidentFilter) {
  let query = tx
    .selectFrom('resident as r')
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql`coalesce(r.area_id, f.area_id)`),
    );
  if (digits) {
    const part = `%${digits}%`;
    query = query.where((eb) =>
      eb.or([eb('r.nik', 'like', part), eb('f.kk_number', 'like', part)]),
    );
  }
  if (words) {
    const part = `%${escaped(words).replace(/\s+/g, '%')}%`;
    query = query.where((eb) =>
      eb.or([
        eb('r.name', 'ilike', part),
        eb('r.address', 'ilike', part),
        eb('f.address', 'ilike', part),
        // "SITI RAHMAWTI" finds SITI RAHMAWATI: most three-letter pieces are the same.
        eb(sql<number>`word_similarity(${words.toUpperCase()}, r.name)`, '>', 0.55),
      ]),
    );
  }
  if (hamlet) query = query.where('a.hamlet', '=', hamlet);
  if (basicStatus !== undefined) query = query.where('r.basic_status', '=', basicStatus);
  return query;
}

/** A page of residents: the likest names first, then by name. */
export async function findResidents(
  tx: VillageTx,
  filter: ResidentFilter,
  page: { limit: number; offset: number },
) {
  let query = residents(tx, filter).select([
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
  ]);
  if (filter.words) {
    query = query.orderBy(sql`similarity(${filter.words.toUpperCase()}, r.name) desc`);
  }
  return query.orderBy('r.name').orderBy('r.id').limit(page.limit).offset(page.offset).execute();
}

export async function countResidents(tx: VillageTx, filter: ResidentFilter): Promise<number> {
  const row = await residents(tx, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function findHamlets(tx: VillageTx): Promise<string[]> {
  const rows = await tx.selectFrom('area').select('hamlet').distinct().orderBy('hamlet').execute();
  return rows.map((r) => r.hamlet);
}
