import type { StatusTone } from './request-status.ts';

/** Where a resident's wish to have the register corrected stands. */
export const correctionStates = ['draft', 'waiting', 'accepted', 'refused', 'cancelled'] as const;
export type CorrectionState = (typeof correctionStates)[number];

/** States as people read them; only some of the wishes can be accepted. */
export function correctionWords(
  state: CorrectionState,
  accepted: 'all' | 'some' = 'all',
): { label: string; tone: StatusTone } {
  switch (state) {
    case 'draft':
      return { label: 'Belum dikirim', tone: 'quiet' };
    case 'waiting':
      return { label: 'Menunggu diperiksa', tone: 'wait' };
    case 'accepted':
      return { label: accepted === 'some' ? 'Diterima sebagian' : 'Diterima', tone: 'ok' };
    case 'refused':
      return { label: 'Ditolak', tone: 'no' };
    case 'cancelled':
      return { label: 'Dibatalkan', tone: 'quiet' };
  }
}

/** Within how many hours the office answers (UU 27/2022: 3 × 24 hours). */
export const correctionHours = 72;
