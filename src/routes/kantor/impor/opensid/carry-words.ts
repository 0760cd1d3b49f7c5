import type { StatusTone } from '#lib/domain/request-status.ts';
import type { CarriedImport } from '#lib/server/opensid/index.ts';

/** How the state of a run reads. */
export const carryStates: Record<CarriedImport['state'], { label: string; tone: StatusTone }> = {
  reading: { label: 'Sedang dibaca', tone: 'go' },
  carrying: { label: 'Sedang dipindahkan', tone: 'go' },
  done: { label: 'Selesai', tone: 'ok' },
  failed: { label: 'Terhenti', tone: 'no' },
  dropped: { label: 'Digantikan berkas lain', tone: 'quiet' },
};
