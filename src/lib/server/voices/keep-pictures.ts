import { Refusal } from '#lib/domain/refusal.ts';
import { now, storeFile, type CleanUpload, type VillageTx } from '#lib/server/platform/index.ts';
import { insertPicture } from './thread-store.ts';

/** Most pictures with one voice or one message. */
const mostPictures = 5;

/**
 * Keeps the pictures of a voice, or of a message in its thread; they were made anew already.
 * @throws Refusal 'invalid' for more than five
 */
export async function keepPictures(
  tx: VillageTx,
  villageId: number,
  to: { voiceId: string; eventId?: string; pictures: readonly CleanUpload[] },
): Promise<void> {
  if (to.pictures.length > mostPictures) {
    const message = `Paling banyak ${mostPictures} foto sekali kirim.`;
    throw new Refusal('invalid', message, { foto: message });
  }
  for (const picture of to.pictures) {
    const file = await storeFile(tx, villageId, picture.bytes, picture.mediaType);
    await insertPicture(tx, {
      village_id: villageId,
      voice_id: to.voiceId,
      event_id: to.eventId ?? null,
      file_id: file.id,
      added_at: now(),
    });
  }
}
