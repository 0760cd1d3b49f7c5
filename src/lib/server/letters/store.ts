import { sql, type Insertable, type Updateable } from 'kysely';
import type { RequestStatus } from '#lib/domain/request-status.ts';
import { statement, type DB, type VillageTx } from '#lib/server/platform/index.ts';

type RequestTable = DB['letter_request'];
type EventColumns = Insertable<DB['request_event']>;
export type RequestRow = NonNullable<Awaited<ReturnType<typeof findRequest>>>;

export function requests(tx: VillageTx) {
  return tx
    .selectFrom('letter_request as q')
    .select([
      'q.id',
      'q.reference',
      'q.type_slug',
      'q.definition',
      'q.applicant_id',
      'q.subject_id',
      'q.chain_step',
      'q.answers',
      'q.subject_data',
      'q.idempotency_key',
      'q.filed_by',
      'q.ticket_code',
      'q.seen_requirements',
      'q.newer_wanted',
      'q.based_on_id',
      'q.replaces_letter_id',
      'q.sent_at',
      'q.reason',
      'q.version',
      'q.created_at',
      'q.updated_at',
      sql<RequestStatus>`q.status`.as('status'),
      sql<string | null>`q.promised_on`.as('promised_on'),
    ]);
}

export async function findRequest(tx: VillageTx, id: string) {
  return requests(tx).where('q.id', '=', id).executeTakeFirst();
}

export async function findRequestLocked(tx: VillageTx, id: string) {
  return requests(tx).where('q.id', '=', id).forUpdate().executeTakeFirst();
}

export async function findRequestByReference(tx: VillageTx, reference: string) {
  return requests(tx).where('q.reference', '=', reference).executeTakeFirst();
}

export async function findRequestByTicket(tx: VillageTx, code: string) {
  return requests(tx).where('q.ticket_code', '=', code).executeTakeFirst();
}

export async function findRequestByKey(tx: VillageTx, applicantId: string, key: string) {
  return requests(tx)
    .where('q.applicant_id', '=', applicantId)
    .where('q.idempotency_key', '=', key)
    .executeTakeFirst();
}

export async function findDraft(
  tx: VillageTx,
  applicantId: string,
  typeSlug: string,
  subjectId: string,
) {
  return requests(tx)
    .where('q.applicant_id', '=', applicantId)
    .where('q.type_slug', '=', typeSlug)
    .where('q.subject_id', '=', subjectId)
    .where('q.status', '=', 'draft')
    .where('q.based_on_id', 'is', null)
    .where('q.filed_by', 'is', null)
    .executeTakeFirst();
}

export async function insertRequest(tx: VillageTx, row: Insertable<RequestTable>): Promise<string> {
  return (
    await tx.insertInto('letter_request').values(row).returning('id').executeTakeFirstOrThrow()
  ).id;
}

/**
 * Changes a request if it still is at `version`, which it raises.
 * @returns false when somebody else changed it meanwhile
 */
export async function updateRequest(
  tx: VillageTx,
  id: string,
  version: number,
  values: Updateable<RequestTable>,
): Promise<boolean> {
  const result = await tx
    .updateTable('letter_request')
    .set({ ...values, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function isReferenceTaken(tx: VillageTx, reference: string): Promise<boolean> {
  return (
    (await tx
      .selectFrom('letter_request')
      .select('id')
      .where('reference', '=', reference)
      .executeTakeFirst()) !== undefined
  );
}

/** A resident's requests (asked by or for them), newest first, with what a list shows. */
export const findRequestsOf = statement((tx, residentId: string, limit: number) =>
  tx
    .selectFrom('letter_request as q')
    .innerJoin('resident as s', (j) =>
      j.onRef('s.village_id', '=', 'q.village_id').onRef('s.id', '=', 'q.subject_id'),
    )
    .leftJoin('letter as l', (j) =>
      j.onRef('l.village_id', '=', 'q.village_id').onRef('l.request_id', '=', 'q.id'),
    )
    .leftJoin('introduction as i', (j) =>
      j.onRef('i.village_id', '=', 'q.village_id').onRef('i.request_id', '=', 'q.id'),
    )
    .select([
      'i.state as introduction',
      'i.asked_of',
      'q.id',
      'q.reference',
      'q.type_slug',
      'q.applicant_id',
      'q.subject_id',
      'q.chain_step',
      'q.sent_at',
      'q.updated_at',
      'q.reason',
      sql<RequestStatus>`q.status`.as('status'),
      sql<string | null>`q.promised_on`.as('promised_on'),
      sql<string>`q.definition ->> 'name'`.as('type_name'),
      sql<unknown>`q.definition -> 'chain'`.as('chain'),
      's.name as subject_name',
      'l.collected_at',
      'l.signature',
    ])
    .where('q.applicant_id', '=', residentId)
    .where('q.status', '<>', sql<string>`'cancelled'`)
    .where((eb) =>
      eb.or([eb('q.status', '<>', sql<string>`'draft'`), eb('q.filed_by', 'is', null)]),
    )
    .orderBy('q.updated_at', 'desc')
    .limit(limit),
);

/** All a resident ever asked for, drafts and cancelled ones too, newest first. */
export async function findRequestIdsOf(tx: VillageTx, residentId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('letter_request')
    .select('id')
    .where('applicant_id', '=', residentId)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => row.id);
}

/** A step of a journey, or several in this order. */
export async function insertEvent(tx: VillageTx, row: EventColumns | readonly EventColumns[]) {
  await tx.insertInto('request_event').values(row).execute();
}

export async function findEvents(tx: VillageTx, requestId: string) {
  return tx
    .selectFrom('request_event')
    .select([
      'at',
      'action',
      'from_status',
      'to_status',
      'actor_kind',
      'actor_id',
      'actor_role',
      'note',
    ])
    .where('request_id', '=', requestId)
    .orderBy('id')
    .execute();
}

export async function findAttachments(tx: VillageTx, requestId: string) {
  return tx
    .selectFrom('attachment as a')
    .innerJoin('stored_file as f', (j) =>
      j.onRef('f.village_id', '=', 'a.village_id').onRef('f.id', '=', 'a.file_id'),
    )
    .select([
      'a.id',
      'a.requirement',
      'a.file_id',
      'a.file_name',
      'a.added_at',
      'a.taken_at',
      'a.reused_from',
      'f.bytes',
      'f.media_type',
      'f.deleted_at',
    ])
    .where('a.request_id', '=', requestId)
    .where('a.removed_at', 'is', null)
    .orderBy('a.id')
    .execute();
}

export async function insertAttachment(
  tx: VillageTx,
  row: Insertable<DB['attachment']>,
): Promise<string> {
  return (await tx.insertInto('attachment').values(row).returning('id').executeTakeFirstOrThrow())
    .id;
}

export async function removeAttachmentRow(tx: VillageTx, id: string, at: Date) {
  await tx.updateTable('attachment').set({ removed_at: at }).where('id', '=', id).execute();
}

export async function findDraftBasedOn(tx: VillageTx, oldId: string) {
  return requests(tx)
    .where('q.based_on_id', '=', oldId)
    .where('q.status', '=', 'draft')
    .executeTakeFirst();
}

/** Whether any request still carries the file (a refiled request shares files with the old one). */
export async function isFileAttached(tx: VillageTx, fileId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('attachment')
    .select('id')
    .where('file_id', '=', fileId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
