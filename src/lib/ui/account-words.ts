import type { StatusTone } from '../domain/request-status.ts';

/** How the state of a resident's account reads in the office, and its colour. */
export const accountStates: Record<
  'none' | 'issued' | 'expired' | 'active' | 'closed',
  { label: string; tone: StatusTone }
> = {
  none: { label: 'Belum punya akun', tone: 'quiet' },
  issued: { label: 'Slip belum dipakai', tone: 'wait' },
  expired: { label: 'Slip lewat waktu', tone: 'no' },
  active: { label: 'Aktif', tone: 'ok' },
  closed: { label: 'Ditutup', tone: 'no' },
};

/** Likewise of an officer's. */
export const staffStates: Record<
  'new' | 'expired' | 'ready' | 'closed',
  { label: string; tone: StatusTone }
> = {
  new: { label: 'Belum pernah masuk', tone: 'wait' },
  expired: { label: 'Sandi sementara lewat waktu', tone: 'no' },
  ready: { label: 'Aktif', tone: 'ok' },
  closed: { label: 'Ditutup', tone: 'quiet' },
};
