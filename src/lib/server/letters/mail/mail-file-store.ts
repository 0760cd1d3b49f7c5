import type { Insertable } from 'kysely';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

/** Which letter a file belongs to. */
export type MailKey = { incoming_id: string } | { outgoing_id: string };

export async function insertMailFile(tx: VillageTx, row: Insertable<DB['mail_file']>) {
  await tx.insertInto('mail_file').values(row).execute();
}

/** The scans of a letter, those past their time too. */
export async function findMailFiles(tx: VillageTx, key: MailKey) {
  return tx
    .selectFrom('mail_file as m')
    .innerJoin('stored_file as f', (j) =>
      j.onRef('f.village_id', '=', 'm.village_id').onRef('f.id', '=', 'm.file_id'),
    )
    .select(['m.id', 'm.file_id', 'm.file_name', 'f.bytes', 'f.media_type', 'f.deleted_at'])
    .$if('incoming_id' in key, (q) =>
      q.where('m.incoming_id', '=', (key as { incoming_id: string }).incoming_id),
    )
    .$if('outgoing_id' in key, (q) =>
      q.where('m.outgoing_id', '=', (key as { outgoing_id: string }).outgoing_id),
    )
    .orderBy('m.id')
    .execute();
}

/** When a file was let go of; null while it is kept. */
export async function findLetGo(tx: VillageTx, fileId: string): Promise<Date | null> {
  const { deleted_at } = await tx
    .selectFrom('stored_file')
    .select('deleted_at')
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();
  return deleted_at;
}
