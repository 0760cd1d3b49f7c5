import { now } from './clock.ts';
import { platform } from './platform.ts';
import type { VillageTx } from './transaction.ts';

/** A file as the database knows it. */
export interface StoredFile {
  id: string;
  /** Length in bytes. */
  bytes: number;
  mediaType: string;
  sha256: Buffer;
}

/** Keeps bytes on disk (encrypted, content-addressed) and records them. */
export async function storeFile(
  tx: VillageTx,
  villageId: number,
  bytes: Uint8Array,
  mediaType: string,
): Promise<StoredFile> {
  const sha256 = await platform().files.put(villageId, bytes);
  const { id } = await tx
    .insertInto('stored_file')
    .values({
      village_id: villageId,
      sha256,
      bytes: bytes.length,
      media_type: mediaType,
      created_at: now(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, bytes: bytes.length, mediaType, sha256 };
}

/**
 * Reads a kept file.
 * @throws Error when it is unknown, deleted, missing on disk or tampered with
 */
export async function readStoredFile(
  tx: VillageTx,
  villageId: number,
  id: string,
): Promise<StoredFile & { content: Buffer }> {
  const row = await tx
    .selectFrom('stored_file')
    .select(['id', 'bytes', 'media_type', 'sha256'])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  const content = await platform().files.get(villageId, row.sha256);
  return { id: row.id, bytes: row.bytes, mediaType: row.media_type, sha256: row.sha256, content };
}

/** Marks a file deleted, and removes its bytes when no other record shares them. */
export async function dropStoredFile(tx: VillageTx, villageId: number, id: string): Promise<void> {
  const row = await tx
    .updateTable('stored_file')
    .set({ deleted_at: now() })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning('sha256')
    .executeTakeFirst();
  if (!row) return;
  const other = await tx
    .selectFrom('stored_file')
    .select('id')
    .where('sha256', '=', row.sha256)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!other) await platform().files.remove(villageId, row.sha256);
}
