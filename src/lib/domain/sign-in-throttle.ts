const second = 1000;
const minute = 60 * second;

/** Wrong tries that cost no waiting. */
const freeTries = 3;
/** The wrong try, counted in a row, that closes the door until the office opens it again. */
export const closingTry = 10;

// After the 4th, 5th, 6th, 7th and any later wrong try.
const waits = [30 * second, minute, 5 * minute, 15 * minute, 60 * minute];

/** Wrong tries in a row at one door of one account. */
export interface TryCount {
  failures: number;
  lastFailureAt: Date | null;
}

/** Whether another try is heard now. */
export type Allowance = { state: 'open' } | { state: 'waiting'; until: Date } | { state: 'closed' };

/** How long to wait after so many wrong tries in a row. Milliseconds. */
export function waitAfter(failures: number): number {
  if (failures <= freeTries) return 0;
  return waits[Math.min(failures - freeTries, waits.length) - 1]!;
}

/**
 * Whether a try is heard: 1–3 wrong ones are free, then 30 s, 1, 5, 15, 60 minutes; the tenth in a
 * row closes (docs/standards.md, Signing in; ASVS 6.1.1).
 */
export function allowance({ failures, lastFailureAt }: TryCount, now: Date): Allowance {
  if (failures >= closingTry) return { state: 'closed' };
  const until = new Date((lastFailureAt?.getTime() ?? 0) + waitAfter(failures));
  return until > now ? { state: 'waiting', until } : { state: 'open' };
}

/** '30 detik', '5 menit', '1 jam': rounded up, so that whoever waits that long has waited enough. */
export function waitText(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / second));
  if (seconds < 60) return `${seconds} detik`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} menit` : `${Math.ceil(minutes / 60)} jam`;
}

/**
 * What follows from the wrong try that was just counted, for the person at the door.
 * The same words for every account, whether there is one or not (ASVS 6.3.8).
 */
export function afterWrongTry(failures: number): string {
  if (failures >= closingTry)
    return 'Karena sudah salah 10 kali, pintu masuk ini ditutup sampai dibuka lagi oleh kantor desa.';
  const left = closingTry - failures;
  if (failures < freeTries) return `Anda bisa mencoba lagi ${freeTries - failures} kali.`;
  if (failures === freeTries)
    return `Periksa lagi sebelum mencoba: jika salah sekali lagi, Anda harus menunggu ${waitText(waits[0]!)}.`;
  return `Tunggu ${waitText(waitAfter(failures))}, lalu coba lagi. Masih ${left} kali sebelum ditutup.`;
}
