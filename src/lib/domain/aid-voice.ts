import type { StatusTone } from './request-status.ts';

/** *Usul* and *sanggah*: what residents say to who receives what. */
export const aidVoiceKinds = { proposal: 'Usul', objection: 'Sanggah' } as const;
export type AidVoiceKind = keyof typeof aidVoiceKinds;

export type AidVoiceState = 'waiting' | 'accepted' | 'refused' | 'withdrawn';

export const aidVoiceStates: Record<AidVoiceState, { label: string; tone: StatusTone }> = {
  waiting: { label: 'Menunggu jawaban', tone: 'wait' },
  accepted: { label: 'Diterima', tone: 'ok' },
  refused: { label: 'Tidak diterima', tone: 'no' },
  withdrawn: { label: 'Dibatalkan', tone: 'quiet' },
};

/** Within how many working days the office answers. */
export const aidVoiceDays = 5;
/** More than anyone needs at a time. */
export const aidVoicesAtOnce = 5;
