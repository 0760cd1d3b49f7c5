import { CompiledQuery, type Transaction, type TransactionBuilder } from 'kysely';
import { setVillage } from './database/village-client.ts';
import type { DB } from './schema.d.ts';
import { platform } from './platform.ts';

/** A transaction that sees one village's rows and no other's. */
export type VillageTx = Transaction<DB> & { readonly village: unique symbol };

/**
 * The only door to tenant data: runs `work` in one transaction in which row-level security shows
 * and accepts the rows of this village alone.
 * @throws whatever `work` throws, after rolling back
 */
export function withVillage<T>(villageId: number, work: (tx: VillageTx) => Promise<T>): Promise<T> {
  return inVillage(platform().database.kysely.transaction(), villageId, work);
}

/**
 * The same door for work that only reads: the database refuses to write, and nobody waits for the
 * end of the transaction.
 */
export function readVillage<T>(villageId: number, work: (tx: VillageTx) => Promise<T>): Promise<T> {
  const reading = platform().database.kysely.transaction().setAccessMode('read only');
  return inVillage(reading, villageId, work);
}

const inVillage = <T>(
  transaction: TransactionBuilder<DB>,
  villageId: number,
  work: (tx: VillageTx) => Promise<T>,
): Promise<T> =>
  transaction.execute(async (tx) => {
    await tx.executeQuery(CompiledQuery.raw(setVillage, [String(villageId)]));
    return work(tx as VillageTx);
  });
