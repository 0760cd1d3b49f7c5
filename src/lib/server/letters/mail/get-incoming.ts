import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findIncoming, findIncomingLocked } from './incoming-store.ts';

const unknown = () =>
  new Refusal('not-found', 'Surat masuk ini tidak ditemukan. Cari di daftar surat masuk.');

/** @throws Refusal 'not-found' */
export async function getIncoming(tx: VillageTx, id: string) {
  const mail = await findIncoming(tx, id);
  if (!mail) throw unknown();
  return mail;
}

/** The letter, locked until the transaction ends. @throws Refusal 'not-found' */
export async function getIncomingLocked(tx: VillageTx, id: string) {
  const mail = await findIncomingLocked(tx, id);
  if (!mail) throw unknown();
  return mail;
}
