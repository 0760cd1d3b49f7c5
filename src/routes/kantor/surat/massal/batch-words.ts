import type { StatusTone } from '#lib/domain/request-status.ts';
import type { BatchState } from '#lib/server/letters/index.ts';

/** How a list's state reads. */
export const batchStates: Record<BatchState, { label: string; tone: StatusTone }> = {
  draft: { label: 'Disusun', tone: 'quiet' },
  processing: { label: 'Menunggu persetujuan', tone: 'wait' },
  working: { label: 'Sedang dibuat', tone: 'go' },
  stopped: { label: 'Terhenti', tone: 'no' },
  done: { label: 'Selesai', tone: 'ok' },
};

/** "1.204" */
export const figure = (value: number): string => value.toLocaleString('id-ID');
