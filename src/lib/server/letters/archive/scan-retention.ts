import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { dropStoredFile, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import {
  archiveAhead,
  archiveEnd,
  changeProfile,
  refreshVillages,
  type VillageContext,
} from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { countScans, findOldScans } from './scan-retention-store.ts';

/**
 * Deletes scans of letters that came in and that the office wrote, and pictures of receipts, which are
 * older than the village keeps them. The letters themselves, and those issued on request, stay.
 * @returns how many files, at most `limit`
 */
export async function dropOldScans(
  tx: VillageTx,
  village: VillageContext,
  limit: number,
): Promise<number> {
  const files = await findOldScans(tx, archiveEnd(village), limit);
  for (const id of files) await dropStoredFile(tx, id);
  return files.length;
}

/** What is kept of scans and receipts, and how much of it goes within three months. */
export async function listScanRetention(tx: VillageTx, village: VillageContext, visitor: Visitor) {
  requireOfficer(visitor, 'village.settings');
  const counts = new Map(
    (await countScans(tx, archiveEnd(village, archiveAhead))).map((row) => [row.kind, row]),
  );
  return (['incoming', 'outgoing', 'receipt'] as const).map((kind) => ({
    kind,
    all: counts.get(kind)?.all ?? 0,
    going: counts.get(kind)?.going ?? 0,
  }));
}

/**
 * How many years scans of the archive are kept.
 * @throws Refusal 'invalid' outside of 1 to 50
 */
export async function saveScanRetention(
  village: VillageContext,
  visitor: Visitor,
  typed: string,
): Promise<void> {
  requireOfficer(visitor, 'village.settings');
  const years = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0;
  if (years < 1 || years > 50) {
    const message = 'Isi masa simpan antara 1 dan 50 tahun.';
    throw new Refusal('invalid', message, { tahun: message });
  }
  await withVillage(village.id, (tx) =>
    changeProfile(tx, village.id, visitor, { archiveYears: years }),
  );
  refreshVillages();
}
