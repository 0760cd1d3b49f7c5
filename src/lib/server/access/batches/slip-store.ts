import { sql } from 'kysely';
import type { LeftOut, Place } from '#lib/domain/pin-batch.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** Which slips of a batch are looked for. */
export interface SlipFilter {
  /** Part of a name, or a whole NIK; empty for all. */
  words: string;
  place: Place | undefined;
  /** Handed over or not; undefined for both. */
  handed: boolean | undefined;
}

/** People of a batch with their slips. `left`: those who get none, and why. */
function slips(tx: VillageTx, batchId: string, left: boolean, filter: SlipFilter) {
  let query = tx
    .selectFrom('pin_batch_slip as s')
    .innerJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 's.village_id').onRef('r.id', '=', 's.resident_id'),
    )
    .leftJoin('family as f', (j) =>
      j.onRef('f.village_id', '=', 'r.village_id').onRef('f.id', '=', 'r.family_id'),
    )
    .leftJoin('area as a', (j) =>
      j
        .onRef('a.village_id', '=', 'r.village_id')
        .on('a.id', '=', sql<string>`coalesce(r.area_id, f.area_id)`),
    )
    .where('s.batch_id', '=', batchId)
    .where('s.left_out', left ? 'is not' : 'is', null);
  const digits = filter.words.replace(/\s/g, '');
  if (/^\d{16}$/.test(digits)) query = query.where('r.nik', '=', digits);
  else if (filter.words)
    query = query.where('r.name', 'ilike', `%${filter.words.replace(/[\\%_]/g, '\\$&')}%`);
  if (filter.place) {
    const { hamlet, rw, rt } = filter.place;
    query = query.where(sql<string>`coalesce(a.hamlet, '')`, '=', hamlet);
    if (rw) query = query.where('a.rw', '=', rw);
    if (rt) query = query.where('a.rt', '=', rt);
  }
  if (filter.handed !== undefined)
    query = query.where('s.handed_at', filter.handed ? 'is not' : 'is', null);
  return query;
}

const place = [
  sql<string>`coalesce(a.hamlet, '')`.as('hamlet'),
  sql<string>`coalesce(a.rw, '')`.as('rw'),
  sql<string>`coalesce(a.rt, '')`.as('rt'),
] as const;

/** A page of a batch's slips in their order, with the state of the accounts and who has handed them over. */
export async function findSlips(
  tx: VillageTx,
  batchId: string,
  filter: SlipFilter,
  page: { limit: number; offset: number },
) {
  return slips(tx, batchId, false, filter)
    .leftJoin('resident_account as c', (j) =>
      j.onRef('c.village_id', '=', 's.village_id').onRef('c.resident_id', '=', 's.resident_id'),
    )
    .leftJoin('staff_account as p', (j) =>
      j.onRef('p.village_id', '=', 's.village_id').onRef('p.id', '=', 's.handed_by'),
    )
    .select([
      's.resident_id',
      's.issued_at',
      's.handed_at',
      's.received_by',
      'p.name as handed_by',
      'r.name',
      'r.nik',
      'c.state',
      'c.expires_at',
      'c.issue_key',
      ...place,
    ])
    .orderBy('s.position')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function countSlips(
  tx: VillageTx,
  batchId: string,
  filter: SlipFilter,
): Promise<number> {
  const row = await slips(tx, batchId, false, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Who gets no slip, except for these reasons; the first of them by the batch's order. */
export async function findLeftOut(
  tx: VillageTx,
  batchId: string,
  except: readonly LeftOut[],
  limit: number,
) {
  return slips(tx, batchId, true, { words: '', place: undefined, handed: undefined })
    .select(['s.resident_id', 's.left_out', 'r.name', 'r.nik', ...place])
    .where('s.left_out', '<>', sql<string>`all(${except}::text[])`)
    .orderBy('s.position')
    .limit(limit)
    .execute();
}

/** The neighbourhoods of a batch in its order, with how many slips there are and were handed over. */
export async function countByPlace(tx: VillageTx, batchId: string) {
  return slips(tx, batchId, false, { words: '', place: undefined, handed: undefined })
    .select((eb) => [
      ...place,
      eb.fn.countAll<number>().as('slips'),
      eb.fn.count<number>('s.handed_at').as('handed'),
    ])
    .groupBy(['a.hamlet', 'a.rw', 'a.rt'])
    .orderBy(sql`min(s.position)`)
    .execute();
}

/** Notes slips as handed over; those that are already stay as they are. @returns whose */
export async function markHanded(
  tx: VillageTx,
  batchId: string,
  residentIds: readonly string[],
  how: { at: Date; by: string; receivedBy: string | null },
): Promise<string[]> {
  const rows = await tx
    .updateTable('pin_batch_slip')
    .set({ handed_at: how.at, handed_by: how.by, received_by: how.receivedBy })
    .where('batch_id', '=', batchId)
    .where('resident_id', '=', sql<string>`any(${residentIds}::uuid[])`)
    .where('issued_at', 'is not', null)
    .where('handed_at', 'is', null)
    .returning('resident_id')
    .execute();
  return rows.map((r) => r.resident_id);
}

/** Takes back that a slip was handed over. @returns whether it was */
export async function unmarkHanded(
  tx: VillageTx,
  batchId: string,
  residentId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('pin_batch_slip')
    .set({ handed_at: null, handed_by: null, received_by: null })
    .where('batch_id', '=', batchId)
    .where('resident_id', '=', residentId)
    .where('handed_at', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
