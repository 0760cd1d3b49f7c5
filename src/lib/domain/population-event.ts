import { formatDateLong } from './dates-id.ts';
import type { EventDetails } from './event-details.ts';
import {
  AWAY,
  DEAD,
  DEPARTED,
  type EventKind,
  eventRules,
  LIVING,
  MISSING,
} from './event-rules.ts';
import { BASIC_STATUS, labelOf } from './reference-codes.ts';

/** The basic status that somebody has after an event. */
export function statusAfter(kind: EventKind, details: EventDetails): number {
  switch (kind) {
    case 'death':
      return DEAD;
    case 'departure':
      return DEPARTED;
    case 'missing':
      return MISSING;
    case 'status':
      return details.becomes === AWAY ? AWAY : LIVING;
    case 'birth':
    case 'arrival':
    case 'return':
      return LIVING;
  }
}

/**
 * What an event does to the number of people.
 * @param before the basic status; undefined for somebody who was not on the register
 */
export function effectOf(before: number | undefined, after: number): -1 | 0 | 1 {
  return (Number(after === LIVING) - Number(before === LIVING)) as -1 | 0 | 1;
}

/** Somebody to whom an event happens, as far as the rules ask. */
export interface EventPerson {
  name: string;
  basicStatus: number;
  /** 1 permanent, 2 temporary. */
  residence: number;
  birthDate: string | null;
  /** The latest event that stands (not undone). */
  last?: { kind: EventKind; on: string } | undefined;
}

/** The days of an event, `YYYY-MM-DD`; the document's may be missing. */
export interface EventDays {
  occurredOn: string;
  reportedOn: string;
  documentOn?: string | undefined;
}

/**
 * What is wrong with an event's days whoever it happens to: sentences by the form's field names.
 * @param day how the form calls the day on which it happened
 */
export function eventDayProblems(
  days: EventDays,
  today: string,
  day = 'Tanggal peristiwa',
): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!days.occurredOn) errors.tanggal = `Isi ${day.toLowerCase()}.`;
  else if (days.occurredOn > today) errors.tanggal = 'Tanggal ini belum terjadi. Periksa tahunnya.';
  else if (days.occurredOn < '1900-01-01') errors.tanggal = 'Periksa tahunnya.';
  if (days.reportedOn > today) errors.lapor = 'Tanggal lapor belum terjadi.';
  else if (!errors.tanggal && days.reportedOn < days.occurredOn)
    errors.lapor = 'Tanggal lapor tidak mungkin sebelum peristiwanya.';
  if (days.documentOn && days.documentOn > today)
    errors['tanggal-dokumen'] = 'Tanggal dokumen belum terjadi.';
  return errors;
}

/**
 * Why an event cannot happen to this person, as sentences by the form's field names: '' for one
 * that no field mends.
 */
export function eventProblems(
  person: EventPerson,
  kind: EventKind,
  occurredOn: string,
  details: EventDetails,
): Record<string, string> {
  const { from, said } = eventRules[kind];
  const { name, last } = person;
  if (!from.includes(person.basicStatus)) {
    const status = labelOf(BASIC_STATUS, person.basicStatus).toLowerCase();
    return {
      '': `${name} berstatus ${status}, sehingga tidak dapat dicatat ${said}. Bila status itu keliru, batalkan dahulu peristiwa sebelumnya.`,
    };
  }
  if (person.birthDate && occurredOn < person.birthDate)
    return {
      tanggal: `${name} baru lahir ${formatDateLong(person.birthDate)}. Periksa tanggalnya.`,
    };
  if (last && occurredOn < last.on)
    return {
      tanggal: `${name} tercatat ${eventRules[last.kind].said} pada ${formatDateLong(last.on)}. Peristiwa ini tidak mungkin sebelumnya.`,
    };
  if (kind === 'status' && details.becomes === person.residence)
    return {
      menjadi: `${name} sudah tercatat sebagai penduduk ${person.residence === 1 ? 'tetap' : 'tidak tetap'}.`,
    };
  if (kind === 'status' && details.becomes === AWAY && person.residence !== 2)
    return {
      menjadi: `${name} penduduk tetap. Bila pindah, catat sebagai kepindahan.`,
    };
  return {};
}
