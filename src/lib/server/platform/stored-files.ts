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
 * without a record until they are swept: nobody can ask for them.
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
  for (const { sha256 } of waiting) if (await removeUnheld(villageId, sha256)) removed++;
  return removed;
}

/** Removes bytes from disk unless a record holds them. @returns whether they were removed */
async function removeUnheld(villageId: number, sha256: Buffer): Promise<boolean> {
  return withVillage(villageId, async (tx) => {
    await holdAddress(tx, villageId, sha256, 'alone');
    const held = (await findHeld(tx, [sha256])).size > 0;
    if (!held) await platform().files.remove(villageId, sha256);
    await tx
      .updateTable('stored_file')
      .set({ swept_at: now() })
      .where('sha256', '=', sha256)
      .where('deleted_at', 'is not', null)
      .execute();
    return !held;
  });
}

/** Those of the addresses that a record holds, as hexadecimal digits. */
async function findHeld(tx: VillageTx, addresses: Buffer[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('stored_file')
    .select('sha256')
    .distinct()
    .where(sql<boolean>`sha256 = any(${addresses})`)
    .where('deleted_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.sha256.toString('hex')));
}

const atOnce = 500;

/**
 * Removes what has lain on the disk since before then and no record ever held, or holds any more:
 * bytes whose transaction was rolled back, and files that a power cut left half-written. Walks the
 * whole folder: for once a day.
 * @returns how many were removed
 */
export async function sweepStrayFiles(villageId: number, before: Date): Promise<number> {
  const { files } = platform();
  let removed = await files.removeHalfWritten(villageId, before);
  const sweep = async (addresses: Buffer[]) => {
    const held = await withVillage(villageId, (tx) => findHeld(tx, addresses));
    for (const sha256 of addresses.filter((a) => !held.has(a.toString('hex'))))
      if (await removeUnheld(villageId, sha256)) removed++;
  };
  let waiting: Buffer[] = [];
  for await (const sha256 of files.list(villageId, before)) {
    if (waiting.push(sha256) < atOnce) continue;
    await sweep(waiting);
    waiting = [];
  }
  if (waiting.length) await sweep(waiting);
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
