/** The agenda as a calendar file (iCalendar, RFC 5545). Pure. */
import { addDays, zoneLabel, zoneOffset } from './dates-id.ts';
import { ordinalOf, type EventDays } from './agenda.ts';

export interface CalendarEvent extends EventDays {
  /** Never changes, so that a phone replaces the event instead of adding it again. */
  id: string;
  title: string;
  summary: string;
  place: string;
  /** 'HH:MM'; null: the whole day. */
  startsAt: string | null;
  endsAt: string | null;
  /** Its page. */
  address: string;
  changedAt: Date;
}

const escape = (text: string) =>
  text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r\n?|\n/g, '\\n');

/** Lines of at most 75 octets; a longer one goes on after a space (3.1). */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let size = 0;
  for (const sign of line) {
    const octets = Buffer.byteLength(sign);
    if (size + octets > 74) {
      parts.push(part);
      part = '';
      size = 0;
    }
    part += sign;
    size += octets;
  }
  return [...parts, part].join('\r\n ');
}

const compact = (day: string) => day.replaceAll('-', '');
const moment = (day: string, time: string) => `${compact(day)}T${time.replace(':', '')}00`;
const utc = (at: Date) => `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

const weekdayCodes = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/** RRULE of an event (3.3.10); undefined for what happens once. */
export function repeatRule(event: CalendarEvent, timeZone: string): string | undefined {
  const until = event.repeatsUntil;
  const end = !until
    ? ''
    : event.startsAt
      ? // An end must be in UTC where the beginning names a zone.
        `;UNTIL=${utc(new Date(Date.parse(`${until}T23:59:59Z`) - zoneOffset(timeZone) * 3_600_000))}`
      : `;UNTIL=${compact(until)}`;
  const weekday = weekdayCodes[new Date(`${event.startsOn}T00:00:00Z`).getUTCDay()]!;
  switch (event.repeats) {
    case 'once':
      return undefined;
    case 'weekly':
      return `FREQ=WEEKLY;BYDAY=${weekday}${end}`;
    case 'monthly-weekday':
      return `FREQ=MONTHLY;BYDAY=${ordinalOf(event.startsOn)}${weekday}${end}`;
    case 'monthly-date': {
      const day = Number(event.startsOn.slice(8));
      if (day <= 28) return `FREQ=MONTHLY;BYMONTHDAY=${day}${end}`;
      // The last of the days up to it that the month has: a shorter month has it on its last.
      const days = Array.from({ length: day - 27 }, (_, i) => 28 + i).join(',');
      return `FREQ=MONTHLY;BYMONTHDAY=${days};BYSETPOS=-1${end}`;
    }
  }
}

function eventLines(event: CalendarEvent, timeZone: string, host: string): string[] {
  const { startsOn, startsAt, endsAt } = event;
  const rule = repeatRule(event, timeZone);
  const when = startsAt
    ? [
        `DTSTART;TZID=${timeZone}:${moment(startsOn, startsAt)}`,
        ...(endsAt ? [`DTEND;TZID=${timeZone}:${moment(startsOn, endsAt)}`] : ['DURATION:PT1H']),
      ]
    : [
        `DTSTART;VALUE=DATE:${compact(startsOn)}`,
        `DTEND;VALUE=DATE:${compact(addDays(startsOn, 1))}`,
      ];
  return [
    'BEGIN:VEVENT',
    `UID:${event.id}@${host}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    ...when,
    ...(rule ? [`RRULE:${rule}`] : []),
    `SUMMARY:${escape(event.title)}`,
    ...(event.summary ? [`DESCRIPTION:${escape(event.summary)}`] : []),
    ...(event.place ? [`LOCATION:${escape(event.place)}`] : []),
    `URL:${event.address}`,
    'END:VEVENT',
  ];
}

/** A whole calendar file. Indonesia keeps no summer time, so that its zone is one line. */
export function calendarFile(
  name: string,
  events: readonly CalendarEvent[],
  timeZone: string,
  host: string,
): string {
  const offset = `+${String(zoneOffset(timeZone)).padStart(2, '0')}00`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Balai//Agenda Desa//ID',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escape(name)}`,
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    `TZOFFSETFROM:${offset}`,
    `TZOFFSETTO:${offset}`,
    `TZNAME:${zoneLabel(timeZone)}`,
    'END:STANDARD',
    'END:VTIMEZONE',
    ...events.flatMap((event) => eventLines(event, timeZone, host)),
    'END:VCALENDAR',
  ];
  return lines.map(fold).join('\r\n') + '\r\n';
}
