import { Refusal } from '#lib/domain/refusal.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findArticleLocked, findVersion } from './article-store.ts';

const missing = () =>
  new Refusal('not-found', 'Tulisan ini tidak ada atau sudah dihapus. Kembali ke daftar.');

/** An article, locked until the transaction ends. @throws Refusal 'not-found' */
export async function getArticleLocked(tx: VillageTx, id: string) {
  const found = await findArticleLocked(tx, id);
  if (!found) throw missing();
  return found;
}

/** A version of an article, its latest where no number is given. @throws Refusal 'not-found' */
export async function getVersion(tx: VillageTx, id: string, number?: number) {
  const found = await findVersion(tx, id, number);
  if (!found) throw missing();
  return found;
}
