import type { StatusTone } from '#lib/domain/request-status.ts';
import type { ImportState } from '#lib/server/population/index.ts';

/** How an import's state reads. */
export const importStates: Record<ImportState, { label: string; tone: StatusTone }> = {
  reading: { label: 'Sedang dibaca', tone: 'go' },
  matching: { label: 'Menunggu pencocokan kolom', tone: 'wait' },
  preview: { label: 'Menunggu persetujuan', tone: 'wait' },
  committing: { label: 'Sedang dimasukkan', tone: 'go' },
  done: { label: 'Selesai', tone: 'ok' },
  failed: { label: 'Gagal', tone: 'no' },
  dropped: { label: 'Dibatalkan', tone: 'quiet' },
};

/** "1.204" */
export const figure = (value: number): string => value.toLocaleString('id-ID');
