import { sql, type Insertable, type Updateable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type PinRequestState = 'waiting' | 'granted' | 'refused';

/** @returns false where the form was kept already */
export async function insertRequest(
  tx: VillageTx,
  row: Insertable<DB['pin_request']>,
): Promise<string | undefined> {
  const kept = await tx
    .insertInto('pin_request')
    .values(row)
    .onConflict((oc) => oc.columns(['village_id', 'issue_key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return kept?.id;
}

/** How many were sent since then: in all, from one address, and how many of a NIK still wait. */
export async function countRecent(
  tx: VillageTx,
  since: Date,
  origin: string,
  nik: string,
): Promise<{ all: number; fromOrigin: number; ofNik: number }> {
  const recent = await tx
    .selectFrom('pin_request')
    .select((eb) => [
      eb.fn.countAll<number>().as('all'),
      eb.fn.countAll<number>().filterWhere('origin', '=', origin).as('fromOrigin'),
    ])
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow();
  const { n } = await tx
    .selectFrom('pin_request')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('nik', '=', nik)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return { ...recent, ofNik: n };
}

/** Those in a state; or all that were sent since an instant, whatever became of them. */
export type PinRequestFilter = { state: PinRequestState } | { since: Date };

export async function findRequests(
  tx: VillageTx,
  filter: PinRequestFilter,
  page: { limit: number; offset: number },
) {
  const waiting = 'state' in filter && filter.state === 'waiting';
  return (
    tx
      .selectFrom('pin_request as q')
      .leftJoin('staff_account as p', (j) =>
        j.onRef('p.village_id', '=', 'q.village_id').onRef('p.id', '=', 'q.decided_by'),
      )
      .select([
        'q.id',
        'q.name',
        'q.nik',
        'q.state',
        'q.created_at',
        'q.decided_at',
        'p.name as decided_by',
      ])
      .where((eb) =>
        'state' in filter
          ? eb('q.state', '=', filter.state)
          : eb('q.created_at', '>=', filter.since),
      )
      // Who waits longest comes first; else the latest.
      .orderBy('q.created_at', waiting ? 'asc' : 'desc')
      .orderBy('q.id')
      .limit(page.limit)
      .offset(page.offset)
      .execute()
  );
}

export async function countRequests(tx: VillageTx): Promise<Map<PinRequestState, number>> {
  const rows = await tx
    .selectFrom('pin_request')
    .select((eb) => ['state', eb.fn.countAll<number>().as('n')])
    .groupBy('state')
    .execute();
  return new Map(rows.map((r) => [r.state as PinRequestState, r.n]));
}

export async function countWaiting(tx: VillageTx): Promise<number> {
  const row = await tx
    .selectFrom('pin_request')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return row.n;
}

/** In numbers: what waits, and all that was sent since an instant. */
export async function countForDesk(tx: VillageTx, since: Date) {
  return tx
    .selectFrom('pin_request')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('state', '=', 'waiting').as('waiting'),
      eb.fn.countAll<number>().filterWhere('created_at', '>=', since).as('receivedToday'),
    ])
    .executeTakeFirstOrThrow();
}

export async function findRequest(tx: VillageTx, id: string) {
  return tx
    .selectFrom('pin_request as q')
    .leftJoin('staff_account as p', (j) =>
      j.onRef('p.village_id', '=', 'q.village_id').onRef('p.id', '=', 'q.decided_by'),
    )
    .leftJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'q.village_id').onRef('r.id', '=', 'q.resident_id'),
    )
    .selectAll('q')
    .select(['p.name as decided_by_name', 'r.name as resident_name'])
    .where('q.id', '=', id)
    .executeTakeFirst();
}

/** A request, held until the transaction ends. */
export async function lockRequest(tx: VillageTx, id: string) {
  return tx
    .selectFrom('pin_request')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function updateRequest(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['pin_request']>,
): Promise<void> {
  await tx.updateTable('pin_request').set(values).where('id', '=', id).execute();
}

/** Pictures of requests that were decided before then, and still there. */
export async function findOldPictures(
  tx: VillageTx,
  decidedBefore: Date,
  limit: number,
): Promise<{ id: string; file_id: string }[]> {
  return tx
    .selectFrom('pin_request')
    .select(['id', 'file_id'])
    .where('file_id', 'is not', null)
    .where('decided_at', '<', decidedBefore)
    .$narrowType<{ file_id: string }>()
    .limit(limit)
    .forUpdate()
    .execute();
}

/** Requests that were decided, or sent and never decided, before these moments. */
export async function deleteOldRequests(
  tx: VillageTx,
  decidedBefore: Date,
  sentBefore: Date,
  limit: number,
): Promise<{ file_id: string | null }[]> {
  return tx
    .deleteFrom('pin_request')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('pin_request')
        .select('id')
        .where((e) =>
          e.or([
            e('decided_at', '<', decidedBefore),
            e.and([e('state', '=', 'waiting'), e('created_at', '<', sentBefore)]),
          ]),
        )
        .limit(limit),
    )
    .returning('file_id')
    .execute();
}

/**
 * Residents whom a request may be from: the one with the NIK; failing that, those whose NIK is the
 * same in one half, or whose name is alike. The likeliest first.
 */
export async function findLikelyResidents(
  tx: VillageTx,
  typed: { nik: string; name: string },
  limit: number,
) {
  const people = tx
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
      'r.birth_place',
      sql<string | null>`r.birth_date`.as('birth_date'),
      'r.phone',
      'c.state',
      sql<string>`coalesce(a.hamlet, '')`.as('hamlet'),
      sql<string>`coalesce(a.rw, '')`.as('rw'),
      sql<string>`coalesce(a.rt, '')`.as('rt'),
    ])
    .where('r.merged_into', 'is', null);
  const same = await people.where('r.nik', '=', typed.nik).execute();
  if (same.length > 0) return same;
  const wrongDigits = sql<number>`(
    select count(*) from generate_series(1, 16) i
    where substr(r.nik, i, 1) <> substr(${typed.nik}, i, 1))`;
  const likeness = sql<number>`similarity(r.name, ${typed.name})`;
  return people
    .where((eb) =>
      eb.or([
        eb.and([
          // One wrong digit leaves one half as it is.
          eb.or([
            eb('r.nik', 'like', `${typed.nik.slice(0, 8)}%`),
            eb('r.nik', 'like', `%${typed.nik.slice(8)}`),
          ]),
          eb(wrongDigits, '<=', 2),
        ]),
        sql<boolean>`r.name % ${typed.name} and similarity(r.name, ${typed.name}) > 0.6`,
      ]),
    )
    .orderBy(sql`least(${wrongDigits}, 3)`)
    .orderBy(likeness, 'desc')
    .orderBy('r.id')
    .limit(limit)
    .execute();
}
export type LikelyResident = Awaited<ReturnType<typeof findLikelyResidents>>[number];
