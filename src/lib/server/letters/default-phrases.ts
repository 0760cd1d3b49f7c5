import type { VillageTx } from '#lib/server/platform/index.ts';
import { insertPhrase, phraseKinds } from './phrase-store.ts';

/** What offices write most, to begin with; each village keeps its own from there on. */
const phrases = {
  return: [
    'Foto KTP tidak terbaca. Foto ulang di tempat terang, lalu kirim lagi.',
    'Foto KK belum lengkap: seluruh halaman harus terlihat.',
    'Surat pengantar RT/RW belum dilampirkan.',
    'Keperluan surat belum jelas. Tuliskan untuk apa dan kepada siapa surat ini diserahkan.',
  ],
  reject: [
    'Surat ini dikeluarkan oleh instansi lain. Silakan datang ke kantor desa untuk diarahkan.',
    'Data pada permohonan berbeda dengan keadaan yang kami periksa.',
    'Permohonan yang sama sudah dikerjakan. Lihat di Riwayat Layanan.',
  ],
  voice: [
    'Terima kasih atas laporan Anda. Petugas desa sudah memeriksa di lokasi.',
    'Pekerjaan sudah selesai. Mohon dilihat dan ditanggapi.',
    'Usul Anda kami catat untuk dibahas dalam musyawarah desa.',
  ],
} as const;

/** Gives a new village the sentences with which requests are most often returned or rejected
 * and voices answered. */
export async function keepDefaultPhrases(tx: VillageTx, villageId: number): Promise<void> {
  for (const kind of phraseKinds)
    for (const text of phrases[kind]) await insertPhrase(tx, villageId, kind, text);
}
