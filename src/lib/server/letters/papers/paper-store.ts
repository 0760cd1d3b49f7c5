import { sql, type Insertable } from 'kysely';
import type { LetterType } from '#lib/domain/letter-type.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

const taken = ['processing', 'approved'];

/**
 * Files of papers about a person, or of the card of their family, that an officer accepted: their
 * request was taken on. Newest first.
 */
export async function findHeldFiles(
  tx: VillageTx,
  of: { subjectId: string; familyId: string | null; exceptRequestId: string },
) {
  return tx
    .selectFrom('attachment as a')
    .innerJoin('stored_file as f', (j) =>
      j.onRef('f.village_id', '=', 'a.village_id').onRef('f.id', '=', 'a.file_id'),
    )
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'a.village_id').onRef('q.id', '=', 'a.request_id'),
    )
    .select([
      'a.id',
      'a.request_id',
      'a.requirement',
      'a.file_id',
      'a.file_name',
      'a.taken_at',
      'a.family_id',
      'f.media_type',
      'q.applicant_id',
      'q.subject_id',
      sql<string>`a.paper`.as('paper'),
    ])
    .where('a.paper', 'is not', null)
    .where('a.reused_from', 'is', null)
    .where('a.removed_at', 'is', null)
    .where('f.deleted_at', 'is', null)
    .where('q.status', 'in', taken)
    .where('q.id', '<>', of.exceptRequestId)
    .where((eb) =>
      eb.or([
        eb('q.subject_id', '=', of.subjectId),
        ...(of.familyId ? [eb('a.family_id', '=', of.familyId)] : []),
      ]),
    )
    .orderBy('a.taken_at', 'desc')
    .orderBy('a.id')
    .limit(200)
    .execute();
}

/** The same of papers whose originals were seen at the counter. */
export async function findSeenPapers(
  tx: VillageTx,
  of: { subjectId: string; familyId: string | null; exceptRequestId: string },
) {
  return tx
    .selectFrom('seen_paper as p')
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'p.village_id').onRef('q.id', '=', 'p.request_id'),
    )
    .select([
      'p.id',
      'p.requirement',
      'p.paper',
      'p.family_id',
      'p.seen_at as taken_at',
      'q.applicant_id',
      'q.subject_id',
    ])
    .where('p.relies_on', 'is', null)
    .where('q.status', 'in', taken)
    .where('q.id', '<>', of.exceptRequestId)
    .where((eb) =>
      eb.or([
        eb('q.subject_id', '=', of.subjectId),
        ...(of.familyId ? [eb('p.family_id', '=', of.familyId)] : []),
      ]),
    )
    .orderBy('p.seen_at', 'desc')
    .limit(50)
    .execute();
}

export async function insertSeenPaper(tx: VillageTx, row: Insertable<DB['seen_paper']>) {
  await tx
    .insertInto('seen_paper')
    .values(row)
    .onConflict((oc) => oc.columns(['village_id', 'request_id', 'requirement']).doNothing())
    .execute();
}

/** Earlier seeings that a request relies on. */
export async function findReliedOn(tx: VillageTx, requestId: string) {
  return tx
    .selectFrom('seen_paper')
    .select(['id', 'requirement', 'seen_at'])
    .where('request_id', '=', requestId)
    .where('relies_on', 'is not', null)
    .orderBy('id')
    .execute();
}

/** @returns whether there was one */
export async function deleteReliedOn(
  tx: VillageTx,
  requestId: string,
  by: { id: string } | { requirements: readonly string[] },
): Promise<boolean> {
  let query = tx
    .deleteFrom('seen_paper')
    .where('request_id', '=', requestId)
    .where('relies_on', 'is not', null);
  query =
    'id' in by
      ? query.where('id', '=', by.id)
      : query.where('requirement', 'in', by.requirements.length ? by.requirements : ['']);
  return (await query.executeTakeFirst()).numDeletedRows > 0n;
}

/** Requirements of a locked request for which nothing is offered; whoever moves it raises its version. */
export async function setNewerWanted(tx: VillageTx, requestId: string, keys: string[]) {
  await tx
    .updateTable('letter_request')
    .set({ newer_wanted: keys })
    .where('id', '=', requestId)
    .execute();
}

/** All files that somebody brought, or that are about them and were kept since; not those of drafts. */
export async function findFilesOf(tx: VillageTx, residentId: string) {
  return tx
    .selectFrom('attachment as a')
    .innerJoin('stored_file as f', (j) =>
      j.onRef('f.village_id', '=', 'a.village_id').onRef('f.id', '=', 'a.file_id'),
    )
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'a.village_id').onRef('q.id', '=', 'a.request_id'),
    )
    .select([
      'a.id',
      'a.request_id',
      'a.requirement',
      'a.file_id',
      'a.file_name',
      'a.taken_at',
      'a.paper',
      'f.bytes',
      'q.reference',
      'q.subject_id',
      'q.definition',
      'q.status',
      'q.updated_at',
    ])
    .where('a.reused_from', 'is', null)
    .where('a.removed_at', 'is', null)
    .where('f.deleted_at', 'is', null)
    .where('q.status', '<>', 'draft')
    .where((eb) =>
      eb.or([eb('q.applicant_id', '=', residentId), eb('q.subject_id', '=', residentId)]),
    )
    .orderBy('a.taken_at', 'desc')
    .orderBy('a.id')
    .limit(200)
    .execute();
}
export type OwnFileRow = Awaited<ReturnType<typeof findFilesOf>>[number];

/**
 * Keeps files from being deleted while they are put to a further use, and the other way round.
 * @returns ids of those that are still there
 */
export async function lockFiles(
  tx: VillageTx,
  ids: readonly string[],
  how: 'shared' | 'alone',
): Promise<string[]> {
  if (ids.length === 0) return [];
  const query = tx
    .selectFrom('stored_file')
    .select('id')
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .orderBy('id');
  const rows = await (how === 'shared' ? query.forShare() : query.forUpdate()).execute();
  return rows.map((row) => row.id);
}

/** References of requests under way (drafts too, which have none) that carry a file. */
export async function findOpenUses(tx: VillageTx, fileIds: readonly string[]) {
  if (fileIds.length === 0) return [];
  return tx
    .selectFrom('attachment as a')
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'a.village_id').onRef('q.id', '=', 'a.request_id'),
    )
    .select(['a.file_id', 'q.reference'])
    .where('a.file_id', 'in', fileIds)
    .where('a.removed_at', 'is', null)
    .where('q.status', 'in', ['draft', 'waiting', 'returned', 'processing'])
    .execute();
}

/** Lets a new request carry the files of the one it starts from, as far as its type asks for them. */
export async function copyAttachments(
  tx: VillageTx,
  { from, to, type, at }: { from: string; to: string; type: LetterType; at: Date },
) {
  const requirements = type.requirements.map(({ key }) => key);
  await sql`
    insert into attachment (village_id, request_id, requirement, file_id, file_name, added_at,
      paper, family_id, taken_at, reused_from)
    select a.village_id, ${to}::uuid, a.requirement, a.file_id, a.file_name, ${at},
      a.paper, a.family_id, a.taken_at, a.reused_from
    from attachment a join stored_file f on f.village_id = a.village_id and f.id = a.file_id
    where a.request_id = ${from}::uuid and a.requirement = any(${requirements}::text[])
      and a.removed_at is null and f.deleted_at is null`.execute(tx);
}
