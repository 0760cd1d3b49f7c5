import sharp from 'sharp';
import { storeFile, type VillageTx } from '../../src/lib/server/platform/index.ts';
import { demoCrest, demoHolidays, demoPhrases, demoProfile } from './demo-village.ts';

/** Gives the demonstration village its address, crest, phrases and holidays. */
export async function furnishVillage(tx: VillageTx, villageId: number): Promise<void> {
  const crest = await sharp(Buffer.from(demoCrest))
    .resize(240)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
  const logo = await storeFile(tx, villageId, crest, 'image/png');
  await tx
    .updateTable('village_profile')
    .set({ ...demoProfile, logo_file_id: logo.id })
    .execute();
  for (const kind of ['return', 'reject', 'voice'] as const) {
    for (const text of demoPhrases[kind])
      await tx.insertInto('kept_phrase').values({ village_id: villageId, kind, text }).execute();
  }
  for (const [day, name] of demoHolidays) {
    await tx.insertInto('holiday').values({ village_id: villageId, on_date: day, name }).execute();
  }
}
