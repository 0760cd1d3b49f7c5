import { addMonths, dayStart, villageDate } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { dropStoredFile, now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { changeProfile, refreshVillages, type VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { countScans, findOldScans } from './scan-retention-store.ts';

/** The day, in the village, before which time ran out, `months` from now. */
function endOf(village: VillageContext, months = 0): Date {
  const day = villageDate(now(), village.timeZone);
  return dayStart(addMonths(day, months - 12 * village.archiveYears), village.timeZone);
}

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
  const files = await findOldScans(tx, endOf(village), limit);
  for (const id of files) await dropStoredFile(tx, id);
  return files.length;
}

/** Months ahead for which it is told what will go. */
const ahead = 3;

/** What is kept of scans and receipts, and how much of it goes within three months. */
export async function listScanRetention(tx: VillageTx, village: VillageContext, visitor: Visitor) {
  requireOfficer(visitor, 'village.settings');
  const counts = new Map(
    (await countScans(tx, endOf(village, ahead))).map((row) => [row.kind, row]),
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
