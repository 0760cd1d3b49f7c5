import type { News } from '#lib/domain/outgoing-text.ts';
import { residentTopic } from '#lib/server/notices/index.ts';
import { announce, type VillageTx } from '#lib/server/platform/index.ts';
import { openReporter } from './reporter.ts';
import { findJoiners } from './thread-store.ts';
import type { VoiceRow } from './voice-store.ts';

/**
 * Tells the reporter what became of a voice, and whoever joined it. Of a secret one the notice says
 * neither which nor what: it would tie a name to it.
 * @param text ends in a sentence of its own; begins after "Laporan Anda ADU-…: "
 */
export async function tellReporter(
  tx: VillageTx,
  villageId: number,
  voice: VoiceRow,
  text: string,
): Promise<void> {
  if (voice.reporter_id)
    await tell(tx, villageId, voice.reporter_id, {
      text: `Laporan Anda ${voice.reference}: ${text}`,
      link: `/layanan-mandiri/aspirasi/${voice.reference}`,
      news: { about: 'voice', reference: voice.reference },
    });
  else if (voice.reporter_sealed && !voice.code_hash) {
    const who = openReporter(villageId, voice.reference, voice.reporter_sealed);
    if (who.kind === 'resident')
      await tell(tx, villageId, who.residentId, {
        text: 'Ada kabar di Aspirasi dan Pengaduan.',
        link: '/layanan-mandiri/aspirasi',
      });
  }
}

/** Tells those who joined a public voice how it goes on. */
export async function tellJoiners(
  tx: VillageTx,
  villageId: number,
  voice: VoiceRow,
  text: string,
): Promise<void> {
  for (const residentId of await findJoiners(tx, voice.id))
    await tell(tx, villageId, residentId, {
      text: `Laporan ${voice.reference} yang Anda dukung: ${text}`,
      link: `/aspirasi/${voice.reference}`,
      news: { about: 'voice', reference: voice.reference },
    });
}

const tell = (
  tx: VillageTx,
  villageId: number,
  residentId: string,
  notice: { text: string; link: string; news?: News },
) => announce(tx, villageId, residentTopic, { residentId, ...notice });
