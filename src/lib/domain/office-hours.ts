/** When the village office is open, in the village's own time. Pure. */
import { addDays, formatDateLong, formatTime, villageDate, weekdayName } from './dates-id.ts';

/** ISO weekday ('1' Monday … '7' Sunday) → opening and closing time 'HH:MM'. A day left out is closed. */
export type OfficeHours = Record<string, readonly [string, string]>;

const DAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'] as const;

/** '08:00' → '08.00', as times are written in Indonesian. */
function clockText(time: string): string {
  return time.replace(':', '.');
}

/** Lines such as { days: 'Senin–Kamis', times: '08.00–15.00' }: neighbouring days of equal hours joined. */
export function describeHours(hours: OfficeHours): { days: string; times: string }[] {
  const lines: { from: number; to: number; times: string }[] = [];
  DAYS.forEach((_, index) => {
    const span = hours[String(index + 1)];
    const times = span ? `${clockText(span[0])}–${clockText(span[1])}` : 'tutup';
    const last = lines.at(-1);
    if (last && last.times === times) last.to = index;
    else lines.push({ from: index, to: index, times });
  });
  return lines.map(({ from, to, times }) => ({
    days: from === to ? DAYS[from]! : `${DAYS[from]}–${DAYS[to]}`,
    times,
  }));
}

/** ISO weekday of a day 'YYYY-MM-DD': 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/**
 * Whether the office is open at an instant, and one sentence for people.
 * `holidays` are days 'YYYY-MM-DD' on which it stays closed.
 */
export function officeStatus(
  hours: OfficeHours,
  at: Date,
  timeZone: string,
  holidays: ReadonlySet<string> = new Set(),
): { open: boolean; text: string } {
  const spanOf = (day: string) => (holidays.has(day) ? undefined : hours[String(weekdayOf(day))]);
  const today = villageDate(at, timeZone);
  const [clock = '', zone] = formatTime(at, timeZone).split(' ');
  const span = spanOf(today);
  if (span && clock >= clockText(span[0]) && clock < clockText(span[1]))
    return { open: true, text: `Buka sekarang, sampai pukul ${clockText(span[1])} ${zone}` };
  if (span && clock < clockText(span[0]))
    return { open: false, text: `Buka hari ini pukul ${clockText(span[0])} ${zone}` };

  for (let ahead = 1; ahead <= 31; ahead++) {
    const day = addDays(today, ahead);
    const next = spanOf(day);
    if (!next) continue;
    const name = ahead === 1 ? 'besok' : `hari ${weekdayName(day)}`;
    const date = ahead > 6 ? `, ${formatDateLong(day)},` : '';
    return {
      open: false,
      text: `Sedang tutup. Buka lagi ${name}${date} pukul ${clockText(next[0])} ${zone}`,
    };
  }
  return { open: false, text: 'Sedang tutup' };
}
