import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { CorrectionRow } from './correction-store.ts';

/** Tells whoever asked what became of it, and whose record changed, where that is somebody else. */
export async function tellDecision(
  tx: VillageTx,
  village: VillageContext,
  row: CorrectionRow,
  accepted: 'all' | 'some' | 'none',
): Promise<void> {
  const about =
    row.asked_by === row.resident_id ? 'data yang Anda minta' : `data ${row.resident_name}`;
  const words = {
    all: `Perbaikan ${about} diterima. Data desa sudah diperbaiki.`,
    some: `Perbaikan ${about} diterima sebagian. Buka untuk membaca mana yang belum dan alasannya.`,
    none: `Perbaikan ${about} ditolak. Buka untuk membaca alasannya.`,
  };
  const link = `/layanan-mandiri/data-diri/perbaikan/${row.id}`;
  const tell = (residentId: string, text: string) =>
    announce(tx, village.id, residentTopic, { residentId, text, link });
  await tell(row.asked_by, words[accepted]);
  if (row.asked_by !== row.resident_id && accepted !== 'none')
    await tell(
      row.resident_id,
      `Data Anda diperbaiki atas permintaan ${row.asker_name}. Buka untuk melihatnya.`,
    );
}
