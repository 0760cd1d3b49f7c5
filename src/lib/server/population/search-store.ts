import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';

export interface ResidentFilter {
  /** Words of a name or address, all of which must be found; empty for all. */
  words: string;
  /** True to take names that only sound like the words. */
  alike: boolean;
  /** Digits of a NIK or KK; empty for all. */
  digits: string;
  hamlet?: string | undefined;
  basicStatus?: number | undefined;
}

const escaped = (text: string) => text.replace(/[%_\\]/g, '\\$&');

function residents(tx: VillageTx, { words, alike, digits, hamlet, basicStatus }: ResidentFilter) {
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
  if (digits.length === 16) {
    // Each half by its own index; joined by "or" neither would be used.
    const byNik = tx.selectFrom('resident').select('id').where('nik', '=', digits);
    const byKk = tx
      .selectFrom('resident as m')
      .innerJoin('family as g', (j) =>
        j.onRef('g.village_id', '=', 'm.village_id').onRef('g.id', '=', 'm.family_id'),
      )
      .select('m.id')
      .where('g.kk_number', '=', digits);
    query = query.where('r.id', 'in', byNik.unionAll(byKk));
  } else if (digits) {
    const part = `%${digits}%`;
    query = query.where((eb) =>
      eb.or([eb('r.nik', 'like', part), eb('f.kk_number', 'like', part)]),
    );
  }
  if (words && alike) {
    // "SITI RAHMAWTI" sounds like SITI RAHMAWATI: most three-letter pieces are the same.
    query = query.where(likeness(words), '>', 0.5);
  } else {
    for (const word of words.split(/\s+/).filter(Boolean)) {
      const part = `%${escaped(word)}%`;
      query = query.where((eb) =>
        eb.or([
          eb('r.name', 'ilike', part),
          eb('r.address', 'ilike', part),
          eb('f.address', 'ilike', part),
        ]),
      );
    }
  }
  if (hamlet) query = query.where('a.hamlet', '=', hamlet);
  if (basicStatus !== undefined) query = query.where('r.basic_status', '=', basicStatus);
  return query;
}

const likeness = (words: string) => sql<number>`word_similarity(${words.toUpperCase()}, r.name)`;

/** A page of residents by name: those that begin as typed first, or the likest. */
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
  if (filter.words && filter.alike) {
    query = query.orderBy(likeness(filter.words), 'desc');
  } else if (filter.words) {
    query = query.orderBy(sql`starts_with(r.name, ${filter.words.toUpperCase()})`, 'desc');
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
