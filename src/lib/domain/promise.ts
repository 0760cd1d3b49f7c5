/** How a promised date stands, for its colour on the worklist. */
export type Lateness = 'late' | 'today' | 'soon' | 'fine' | 'done';

const day = 24 * 60 * 60_000;

/** Whole days from `today` to `date` (both 'YYYY-MM-DD'), negative when it is past. */
export function daysUntil(date: string, today: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / day);
}

/** Late after the promised day, due on it, soon on the day before. */
export function lateness(promisedOn: string, today: string): Lateness {
  const left = daysUntil(promisedOn, today);
  return left < 0 ? 'late' : left === 0 ? 'today' : left === 1 ? 'soon' : 'fine';
}

/** "terlambat 2 hari", "hari ini", "besok", "3 hari lagi" */
export function promiseWords(daysLeft: number): string {
  if (daysLeft < 0) return `terlambat ${-daysLeft} hari`;
  return daysLeft === 0 ? 'hari ini' : daysLeft === 1 ? 'besok' : `${daysLeft} hari lagi`;
}

/** How the promise was kept, for the applicant; `daysLeft` on the day the letter was ready. */
export function keptWords(daysLeft: number): string {
  if (daysLeft > 0) return `Selesai ${daysLeft} hari lebih cepat dari janji.`;
  return daysLeft === 0
    ? 'Selesai tepat pada hari yang dijanjikan.'
    : `Selesai ${-daysLeft} hari setelah hari yang dijanjikan. Maaf atas keterlambatannya.`;
}
