import { addDays, villageDate } from '../../src/lib/domain/dates-id.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { giveMandate, listSigners, recordAbsence } from '../../src/lib/server/letters/index.ts';
import { now, setClock, withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

const dayMs = 86_400_000;

/**
 * The secretary signs on the head's behalf whenever the head is away: last week for some days, and next
 * week again.
 * @param admin the officer who records it, with a fresh proof
 * @returns whether the head was away on a day
 */
export async function arrangeSigning(
  village: VillageContext,
  admin: () => StaffVisitor,
): Promise<(day: string) => boolean> {
  const day = villageDate(now(), village.timeZone);
  const year = day.slice(0, 4);
  const past = { mulai: addDays(day, -10), sampai: addDays(day, -6) };
  const coming = { mulai: addDays(day, 6), sampai: addDays(day, 8) };
  await withVillage(village.id, async (tx) => {
    const { officials } = await listSigners(tx, village, admin());
    const idOf = (position: string) => officials.find((one) => one.position === position)!.id;
    const pejabat = idOf('Kepala Desa');
    const pengganti = idOf('Sekretaris Desa');
    await giveMandate(tx, village, admin(), {
      pejabat: pengganti,
      wewenang: 'an',
      kapan: 'berhalangan',
      mulai: addDays(day, -60),
      sampai: addDays(day, 305),
      'nomor-sk': `141/07/BTP/${year}`,
      'tanggal-sk': addDays(day, -62),
    });
    const absence = (typed: Record<string, string>) =>
      recordAbsence(tx, village, admin(), { pejabat, pengganti, ...typed });
    const then = new Date(now().getTime() - 10 * dayMs);
    setClock({ now: () => then });
    try {
      await absence({ ...past, alasan: 'Bimbingan teknis kepala desa di Mataram' });
    } finally {
      setClock();
    }
    await absence({ ...coming, alasan: 'Cuti keluarga' });
  });
  return (on) => past.mulai <= on && on <= past.sampai;
}
