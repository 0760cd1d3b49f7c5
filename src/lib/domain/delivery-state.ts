import { afterQuiet, type QuietHours } from './quiet-hours.ts';

/** What becomes of a notice on one channel. */
export type DeliveryState = 'waiting' | 'sending' | 'failed' | 'sent' | 'given-up';

export const deliveryStateWords: Readonly<Record<DeliveryState, string>> = {
  waiting: 'Menunggu',
  sending: 'Sedang dikirim',
  failed: 'Gagal, akan dicoba lagi',
  sent: 'Terkirim',
  'given-up': 'Tidak terkirim',
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long to wait after each try that failed. */
const waits = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour];

/** How often something is tried. */
export const mostTries = waits.length + 1;

/** News older than this is not sent any more. Milliseconds. */
export const deliveryLife = 3 * 24 * hour;

/** A try that has not ended after this long was cut short. Milliseconds. */
export const longestTry = 5 * minute;

/**
 * When something is tried again after its `attempts`-th try failed at `at`: later each time, never in
 * the quiet hours, not before the service allows it; undefined when it is given up.
 * @param retryAfter seconds
 */
export function nextTry(
  attempts: number,
  at: Date,
  quiet: QuietHours,
  zone: string,
  retryAfter = 0,
): Date | undefined {
  const wait = waits[attempts - 1];
  if (wait === undefined) return undefined;
  const asked = Math.min(retryAfter, 24 * 3600) * second;
  return afterQuiet(new Date(at.getTime() + Math.max(wait, asked)), quiet, zone);
}
