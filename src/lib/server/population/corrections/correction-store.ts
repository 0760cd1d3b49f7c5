import { sql, type Insertable, type Updateable } from 'kysely';
import type { CorrectionState } from '#lib/domain/correction-state.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type CorrectionRow = NonNullable<Awaited<ReturnType<typeof findCorrection>>>;

function corrections(tx: VillageTx) {
  return tx
    .selectFrom('correction_request as c')
    .innerJoin('resident as r', (j) =>
      j.onRef('r.village_id', '=', 'c.village_id').onRef('r.id', '=', 'c.resident_id'),
    )
    .innerJoin('resident as k', (j) =>
      j.onRef('k.village_id', '=', 'c.village_id').onRef('k.id', '=', 'c.asked_by'),
    )
    .select([
      'c.id',
      'c.resident_id',
      'c.asked_by',
      'c.wishes',
      'c.note',
      'c.reason',
      'c.decided_at',
      'c.issue_key',
      'c.created_at',
      'r.name as resident_name',
      'k.name as asker_name',
    ])
    .select(sql<CorrectionState>`c.state`.as('state'));
}

export async function findCorrection(tx: VillageTx, id: string) {
  return corrections(tx).where('c.id', '=', id).executeTakeFirst();
}

/** The same, held until the transaction ends. */
export async function findCorrectionLocked(
  tx: VillageTx,
  id: string,
): Promise<CorrectionRow | undefined> {
  return corrections(tx).where('c.id', '=', id).forUpdate('c').executeTakeFirst();
}

/** What somebody began to ask for a record; the newest, where a merge brought two together. */
export async function findDraft(
  tx: VillageTx,
  who: { askedBy: string; residentId: string },
): Promise<CorrectionRow | undefined> {
  return corrections(tx)
    .where('c.asked_by', '=', who.askedBy)
    .where('c.resident_id', '=', who.residentId)
    .where('c.state', '=', 'draft')
    .orderBy('c.created_at', 'desc')
    .limit(1)
    .forUpdate('c')
    .executeTakeFirst();
}

/** What a resident asked for, or was asked for them; another's drafts left out. Newest first. */
export async function findCorrectionsOf(
  tx: VillageTx,
  residentId: string,
  limit: number,
): Promise<CorrectionRow[]> {
  return corrections(tx)
    .where((eb) =>
      eb.or([
        eb('c.asked_by', '=', residentId),
        eb.and([eb('c.resident_id', '=', residentId), eb('c.state', '<>', 'draft')]),
      ]),
    )
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute();
}

/** Requests about someone that wait for the office. */
export async function findWaitingFor(tx: VillageTx, residentId: string): Promise<CorrectionRow[]> {
  return corrections(tx)
    .where('c.resident_id', '=', residentId)
    .where('c.state', '=', 'waiting')
    .execute();
}

export interface CorrectionFilter {
  state: CorrectionState | undefined;
  /** Part of the name of whom it is about. */
  words: string;
  /** Sent from then on, or before. */
  since?: Date;
  before?: Date;
}

function filtered(tx: VillageTx, { state, words, since, before }: CorrectionFilter) {
  let query = corrections(tx).where('c.state', '<>', 'draft');
  if (state) query = query.where('c.state', '=', state);
  if (since) query = query.where('c.created_at', '>=', since);
  if (before) query = query.where('c.created_at', '<', before);
  if (words) query = query.where('r.name', 'ilike', `%${words.replace(/[%_\\]/g, '\\$&')}%`);
  return query;
}

/** For the office: those that wait by age, the others newest first. */
export async function findForOffice(
  tx: VillageTx,
  filter: CorrectionFilter,
  page: { offset: number; limit: number },
): Promise<CorrectionRow[]> {
  return filtered(tx, filter)
    .orderBy('c.created_at', filter.state === 'waiting' ? 'asc' : 'desc')
    .orderBy('c.id')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
}

export async function countForOffice(tx: VillageTx, filter: CorrectionFilter): Promise<number> {
  const { n } = await filtered(tx, filter)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** In numbers: what waits, what of it was sent before an instant, and all that was sent since another. */
export async function countForDesk(
  tx: VillageTx,
  { before, since }: { before: Date; since: Date },
) {
  return tx
    .selectFrom('correction_request')
    .where('state', '<>', 'draft')
    .where((eb) => eb.or([eb('state', '=', 'waiting'), eb('created_at', '>=', since)]))
    .select((eb) => {
      const all = () => eb.fn.countAll<number>();
      return [
        all().filterWhere('state', '=', 'waiting').as('waiting'),
        all()
          .filterWhere((e) => e.and([e('state', '=', 'waiting'), e('created_at', '<', before)]))
          .as('late'),
        all().filterWhere('created_at', '>=', since).as('today'),
      ];
    })
    .executeTakeFirstOrThrow();
}

export async function insertCorrection(
  tx: VillageTx,
  row: Insertable<DB['correction_request']>,
): Promise<string> {
  const { id } = await tx
    .insertInto('correction_request')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function updateCorrection(
  tx: VillageTx,
  id: string,
  values: Updateable<DB['correction_request']>,
): Promise<void> {
  await tx.updateTable('correction_request').set(values).where('id', '=', id).execute();
}

/** The proofs of a request, as they were added; `deleted_at` is set once they are past their time. */
export async function findProofs(tx: VillageTx, correctionId: string) {
  return tx
    .selectFrom('correction_proof as p')
    .innerJoin('stored_file as f', (j) =>
      j.onRef('f.village_id', '=', 'p.village_id').onRef('f.id', '=', 'p.file_id'),
    )
    .select([
      'p.file_id as id',
      'p.file_name',
      'p.position',
      'f.bytes',
      'f.media_type',
      'f.deleted_at',
    ])
    .where('p.correction_id', '=', correctionId)
    .orderBy('p.position')
    .execute();
}

export async function insertProof(
  tx: VillageTx,
  row: Insertable<DB['correction_proof']>,
): Promise<void> {
  await tx.insertInto('correction_proof').values(row).execute();
}

export async function deleteProof(
  tx: VillageTx,
  correctionId: string,
  fileId: string,
): Promise<void> {
  await tx
    .deleteFrom('correction_proof')
    .where('correction_id', '=', correctionId)
    .where('file_id', '=', fileId)
    .execute();
}

/** Proofs, still there, of requests that were decided or cancelled before then. */
export async function findOldProofs(tx: VillageTx, before: Date, limit: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('correction_proof as p')
    .innerJoin('stored_file as f', (j) =>
      j.onRef('f.village_id', '=', 'p.village_id').onRef('f.id', '=', 'p.file_id'),
    )
    .innerJoin('correction_request as c', (j) =>
      j.onRef('c.village_id', '=', 'p.village_id').onRef('c.id', '=', 'p.correction_id'),
    )
    .select('p.file_id')
    .where('f.deleted_at', 'is', null)
    .where('c.state', 'in', ['accepted', 'refused', 'cancelled'])
    .where('c.decided_at', '<', before)
    .limit(limit)
    .execute();
  return rows.map((row) => row.file_id);
}

/** Ids of drafts that nobody touched since then, locked; those at work right now are left out. */
export async function findOldDraftsLocked(
  tx: VillageTx,
  before: Date,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('correction_request')
    .select('id')
    .where('state', '=', 'draft')
    .where('created_at', '<', before)
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
  return rows.map((row) => row.id);
}

export async function deleteCorrection(tx: VillageTx, id: string): Promise<void> {
  await tx.deleteFrom('correction_request').where('id', '=', id).execute();
}
