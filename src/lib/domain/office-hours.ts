/** When the village office is open, in the village's own time. Pure. */

/** ISO weekday ('1' Monday … '7' Sunday) → opening and closing time 'HH:MM'. A day left out is closed. */
export type OfficeHours = Record<string, readonly [string, string]>;

const DAYS = ['Senin', 'Selasa', 'Rabu', 'Kamis', 'Jumat', 'Sabtu', 'Minggu'] as const;

const ZONES: Record<string, string> = {
  'Asia/Jakarta': 'WIB',
  'Asia/Makassar': 'WITA',
  'Asia/Jayapura': 'WIT',
};

/** 'Asia/Makassar' → 'WITA'. An unknown zone gives ''. */
export function zoneLabel(timeZone: string): string {
  return ZONES[timeZone] ?? '';
}

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

/** The weekday (1–7), date 'YYYY-MM-DD' and time 'HH:MM' of an instant in a time zone. */
function localMoment(at: Date, timeZone: string): { weekday: number; date: string; time: string } {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const date = `${parts.year}-${parts.month}-${parts.day}`;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return { weekday, date, time: `${parts.hour}:${parts.minute}` };
}

/**
 * Whether the office is open at an instant, and one sentence for people.
 * `holidays` are dates 'YYYY-MM-DD' on which it stays closed.
 */
export function officeStatus(
  hours: OfficeHours,
  at: Date,
  timeZone: string,
  holidays: ReadonlySet<string> = new Set(),
): { open: boolean; text: string } {
  const zone = zoneLabel(timeZone);
  const now = localMoment(at, timeZone);
  const today = holidays.has(now.date) ? undefined : hours[String(now.weekday)];
  if (today && now.time >= today[0] && now.time < today[1])
    return {
      open: true,
      text: `Buka sekarang, sampai pukul ${clockText(today[1])} ${zone}`.trim(),
    };

  if (today && now.time < today[0])
    return { open: false, text: `Buka hari ini pukul ${clockText(today[0])} ${zone}`.trim() };

  const noon = Date.parse(`${now.date}T12:00:00Z`);
  for (let ahead = 1; ahead <= 31; ahead++) {
    const day = new Date(noon + ahead * 86_400_000);
    const weekday = day.getUTCDay() || 7;
    const span = hours[String(weekday)];
    if (!span || holidays.has(day.toISOString().slice(0, 10))) continue;
    const name = ahead === 1 ? 'besok' : `hari ${DAYS[weekday - 1]}`;
    const week = ahead > 6 ? ` tanggal ${day.getUTCDate()}` : '';
    return {
      open: false,
      text: `Sedang tutup. Buka lagi ${name}${week} pukul ${clockText(span[0])} ${zone}`.trim(),
    };
  }
  return { open: false, text: 'Sedang tutup' };
}
