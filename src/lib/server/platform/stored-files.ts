import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { now } from './clock.ts';
import { platform } from './platform.ts';
import { withVillage, type VillageTx } from './transaction.ts';

/** A file as the database knows it. */
export interface StoredFile {
  id: string;
  /** Length in bytes. */
  bytes: number;
  mediaType: string;
  sha256: Buffer;
}

/**
 * Keeps bytes on disk (encrypted, content-addressed) and records them. Rolled back, the bytes stay
 * without a record: nobody can ask for them, and the next time they are needed they are there.
 */
export async function storeFile(
  tx: VillageTx,
  villageId: number,
  bytes: Uint8Array,
  mediaType: string,
): Promise<StoredFile> {
  await holdAddress(tx, villageId, createHash('sha256').update(bytes).digest(), 'shared');
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

/** Lets go of a file: from now on it is unknown. Its bytes go at the next sweep. */
export async function dropStoredFile(tx: VillageTx, id: string): Promise<void> {
  await tx
    .updateTable('stored_file')
    .set({ deleted_at: now() })
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .execute();
}

/**
 * Removes from disk the bytes that no record holds any more. Apart from the transaction that let go
 * of them: had that rolled back, they would be missing.
 * @returns how many were removed
 */
export async function sweepStoredFiles(villageId: number): Promise<number> {
  const waiting = await withVillage(villageId, (tx) =>
    tx
      .selectFrom('stored_file')
      .select('sha256')
      .distinct()
      .where('deleted_at', 'is not', null)
      .where('swept_at', 'is', null)
      .execute(),
  );
  let removed = 0;
  for (const { sha256 } of waiting) {
    await withVillage(villageId, async (tx) => {
      await holdAddress(tx, villageId, sha256, 'alone');
      const holder = await tx
        .selectFrom('stored_file')
        .select('id')
        .where('sha256', '=', sha256)
        .where('deleted_at', 'is', null)
        .executeTakeFirst();
      if (!holder) {
        await platform().files.remove(villageId, sha256);
        removed++;
      }
      await tx
        .updateTable('stored_file')
        .set({ swept_at: now() })
        .where('sha256', '=', sha256)
        .where('deleted_at', 'is not', null)
        .execute();
    });
  }
  return removed;
}

/** Until the transaction ends: many may record the same bytes, but nobody while they are removed. */
async function holdAddress(
  tx: VillageTx,
  villageId: number,
  sha256: Uint8Array,
  how: 'shared' | 'alone',
) {
  const key = `file:${villageId}:${Buffer.from(sha256).toString('hex')}`;
  const lock = sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`select ${lock}(hashtextextended(${key}, 0))`.execute(tx);
}
