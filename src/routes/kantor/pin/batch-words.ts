import type { StatusTone } from '#lib/domain/request-status.ts';
import type { BatchLine, SlipLine } from '#lib/server/access/index.ts';

/** How a batch's state reads. */
export const batchStates: Record<BatchLine['state'], { label: string; tone: StatusTone }> = {
  preview: { label: 'Menunggu persetujuan', tone: 'wait' },
  working: { label: 'Sedang dibuat', tone: 'go' },
  done: { label: 'Selesai', tone: 'ok' },
  failed: { label: 'Terhenti', tone: 'no' },
};

/** How a slip's state reads. */
export const slipStates: Record<SlipLine['state'], { label: string; tone: StatusTone }> = {
  waiting: { label: 'Belum dipakai', tone: 'wait' },
  expired: { label: 'Lewat waktu', tone: 'no' },
  used: { label: 'Sudah masuk', tone: 'ok' },
  closed: { label: 'Akun ditutup', tone: 'no' },
  replaced: { label: 'Diganti slip lain', tone: 'quiet' },
};

/** "1.204" */
export const figure = (value: number): string => value.toLocaleString('id-ID');
