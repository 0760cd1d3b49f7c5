import type { EventDetails } from '#lib/domain/event-details.ts';
import { AWAY, type EventKind, eventRules, LIVING } from '#lib/domain/event-rules.ts';
import { effectOf, eventDayProblems, statusAfter } from '#lib/domain/population-event.ts';
import { dayIn, type SourceRow, textIn } from './source-row.ts';

/** An event of OpenSID's log as the register here tells it. */
export interface ReadEvent {
  id: string;
  kind: EventKind;
  occurredOn: string;
  reportedOn: string;
  details: EventDetails;
}

/** An event in its place among the others of the same person. */
export interface ChainedEvent extends ReadEvent {
  /** Undefined for somebody who was not on the register yet. */
  before: number | undefined;
  after: number;
  effect: -1 | 0 | 1;
}

/** OpenSID's kode_peristiwa. */
const KINDS: Readonly<Record<string, EventKind>> = {
  1: 'birth',
  2: 'death',
  3: 'departure',
  4: 'missing',
  5: 'arrival',
  6: 'status',
};

/** Columns of OpenSID's log and the details that they are, by kind. */
const DETAILS: Readonly<Partial<Record<EventKind, Record<string, string>>>> = {
  death: { meninggal_di: 'place', jam_mati: 'time', akta_mati: 'certificate' },
  departure: { alamat_tujuan: 'destination' },
  missing: { meninggal_di: 'place' },
  arrival: { maksud_tujuan_kedatangan: 'purpose' },
  status: { alamat_tujuan: 'destination' },
};
const CODES: Readonly<Partial<Record<EventKind, Record<string, string>>>> = {
  death: { sebab: 'cause', penolong_mati: 'attendant' },
  departure: { ref_pindah: 'scope' },
};

/**
 * Reads a row of OpenSID's log of the population.
 * @param today in the village, `YYYY-MM-DD`
 * @returns a sentence when it is none that can have happened
 */
export function readEvent(row: SourceRow, today: string): ReadEvent | string {
  const kind = KINDS[textIn(row, 'kode_peristiwa')];
  if (!kind) return `Kode peristiwa "${textIn(row, 'kode_peristiwa')}" tidak dikenal`;
  const occurredOn = dayIn(row, 'tgl_peristiwa');
  if (!occurredOn) return 'Tanggal peristiwa kosong atau tidak terbaca';
  const reported = dayIn(row, 'tgl_lapor');
  const reportedOn =
    reported && reported >= occurredOn && reported <= today ? reported : occurredOn;
  const [problem] = Object.values(eventDayProblems({ occurredOn, reportedOn }, today));
  if (problem) return problem.replace(/\.$/, '');

  const details: EventDetails = {};
  for (const [column, key] of Object.entries(DETAILS[kind] ?? {})) {
    const text = textIn(row, column).slice(0, 200);
    const time = key !== 'time' || /^\d\d:\d\d$/.test(text);
    if (text && text !== '-' && time) details[key] = text;
  }
  for (const [column, key] of Object.entries(CODES[kind] ?? {})) {
    const code = Number(textIn(row, column));
    const { list } = eventRules[kind].fields.find((field) => field.key === key)!;
    if (list!.entries.some((entry) => entry.code === code)) details[key] = code;
  }
  if (kind === 'status') details.becomes = AWAY;
  const note = textIn(row, 'catatan').slice(0, 1000);
  if (note) details.note = note;
  return { id: textIn(row, 'id'), kind, occurredOn, reportedOn, details };
}

/**
 * Puts the events of one person into their order and follows the person's status through them.
 * @returns undefined when they contradict one another, the day of birth, or what the person is now:
 *   then nobody knows how many people they added or took
 */
export function chainEvents(
  events: readonly ReadEvent[],
  person: { basicStatus: number; birthDate: string | null },
): ChainedEvent[] | undefined {
  const ordered = events.toSorted(
    (a, b) => a.occurredOn.localeCompare(b.occurredOn) || Number(a.id) - Number(b.id),
  );
  const chain: ChainedEvent[] = [];
  let now: number | undefined;
  for (const event of ordered) {
    if (person.birthDate && event.occurredOn < person.birthDate) return undefined;
    const first = chain.length === 0;
    // OpenSID writes the coming back of the missing as an arrival too.
    const kind =
      event.kind === 'arrival' && !eventRules.arrival.from.includes(now ?? 0) && !first
        ? 'return'
        : event.kind;
    const { brings, from } = eventRules[kind];
    // Who leaves or dies without having come had lived there before the log began.
    const before = first && !brings ? LIVING : now;
    if (before === undefined ? !first : !from.includes(before)) return undefined;
    const after = statusAfter(kind, event.details);
    const details = first && brings ? { ...event.details, newcomer: 1 } : event.details;
    chain.push({ ...event, kind, details, before, after, effect: effectOf(before, after) });
    now = after;
  }
  return now === undefined || now === person.basicStatus ? chain : undefined;
}
