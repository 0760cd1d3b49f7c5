import { sql } from 'kysely';
import type { RequestStatus } from '#lib/domain/request-status.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';

/** An issued letter with the reference of its request. */
export async function findArchivedLetter(tx: VillageTx, id: string) {
  return tx
    .selectFrom('letter as l')
    .innerJoin('letter_request as q', (j) =>
      j.onRef('q.village_id', '=', 'l.village_id').onRef('q.id', '=', 'l.request_id'),
    )
    .selectAll('l')
    .select([
      'q.reference',
      sql<string>`l.letter_date`.as('letter_date'),
      sql<string | null>`l.valid_until`.as('valid_until'),
    ])
    .where('l.id', '=', id)
    .executeTakeFirst();
}

/** The letter that was issued in place of another. */
export async function findReplacement(tx: VillageTx, id: string) {
  return tx
    .selectFrom('letter')
    .select(['id', 'number'])
    .where('replaces_id', '=', id)
    .executeTakeFirst();
}

const ended: RequestStatus[] = ['rejected', 'cancelled', 'withdrawn'];

/** The request for a letter in place of this one that has not failed. */
export async function findReplacingRequest(tx: VillageTx, letterId: string) {
  return tx
    .selectFrom('letter_request')
    .select(['id', 'reference', sql<RequestStatus>`status`.as('status')])
    .where('replaces_letter_id', '=', letterId)
    .where('status', 'not in', ended)
    .executeTakeFirst();
}

/** Letters whose replacement is begun and not issued yet, with the request for it. */
export async function findOpenReplacements(tx: VillageTx) {
  return tx
    .selectFrom('letter_request as q')
    .innerJoin('letter as l', (j) =>
      j.onRef('l.village_id', '=', 'q.village_id').onRef('l.id', '=', 'q.replaces_letter_id'),
    )
    .select(['q.id', 'q.reference', 'l.id as letter_id', 'l.number', 'l.title', 'q.status'])
    .where('q.replaces_letter_id', 'is not', null)
    .where('q.status', 'not in', [...ended, 'approved'])
    .orderBy('q.created_at')
    .execute();
}

export async function setReceipt(tx: VillageTx, letterId: string, fileId: string) {
  await tx
    .updateTable('letter')
    .set({ receipt_file_id: fileId })
    .where('id', '=', letterId)
    .execute();
}
