import type { StatusTone } from './request-status.ts';

/** How a letter reaches its recipient. */
export const deliveryWays = ['carried', 'collected', 'post', 'electronic'] as const;
export type DeliveryWay = (typeof deliveryWays)[number];

export const deliveryWayNames: Readonly<Record<DeliveryWay, string>> = {
  carried: 'Diantar',
  collected: 'Diambil',
  post: 'Pos',
  electronic: 'Elektronik',
};

/**
 * Where a letter that came in stands: waits for a disposition, is with those who were given it, or is
 * done with.
 */
export type MailState = 'waiting' | 'under-way' | 'done';

export const mailStateWords: Readonly<Record<MailState, { label: string; tone: StatusTone }>> = {
  waiting: { label: 'Menunggu disposisi', tone: 'wait' },
  'under-way': { label: 'Ditindaklanjuti', tone: 'go' },
  done: { label: 'Selesai', tone: 'ok' },
};

/** Where a letter stands by what it was given for: done when nobody still has it. */
export function stateAfter(dispositions: readonly { done: boolean }[]): MailState {
  if (dispositions.length === 0) return 'waiting';
  return dispositions.every(({ done }) => done) ? 'done' : 'under-way';
}

/** Whether a day that was set is past while there is still something to do. */
export const isOverdue = (dueOn: string | null, done: boolean, today: string): boolean =>
  !done && dueOn !== null && dueOn < today;

/** What a head most often orders, to choose from while typing. */
export const commonInstructions = [
  'Tindak lanjuti',
  'Siapkan jawaban',
  'Hadiri dan laporkan',
  'Umumkan kepada warga',
  'Koordinasikan dengan ketua RT/RW',
  'Pelajari dan beri saran',
  'Untuk diketahui',
  'Arsipkan',
] as const;
