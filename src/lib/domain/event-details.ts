import { type EventField, type EventKind, eventRules } from './event-rules.ts';
import { codeFrom, labelOf, SEX } from './reference-codes.ts';
import { typedLine, typedText } from './typed-text.ts';

/** An event's details by the keys of its fields; codes are numbers. */
export type EventDetails = Record<string, string | number>;

/** Reads the details of a kind out of what was typed, with a sentence for each that is wrong. */
export function readEventDetails(
  kind: EventKind,
  typed: Readonly<Record<string, string | undefined>>,
): { details: EventDetails; errors: Record<string, string> } {
  const details: EventDetails = {};
  const errors: Record<string, string> = {};
  for (const field of eventRules[kind].fields) {
    const text = (field.type === 'textarea' ? typedText : typedLine)(typed[field.name] ?? '');
    if (!text) {
      if (field.required) errors[field.name] = field.required;
      continue;
    }
    const value = readDetail(field, text);
    if (value === undefined) errors[field.name] = problemWith(field);
    else details[field.key] = value;
  }
  return { details, errors };
}

function readDetail({ type, list }: EventField, text: string): string | number | undefined {
  if (type === 'select') return codeFrom(list!, text);
  if (type !== 'time') return text.length <= (type === 'textarea' ? 1000 : 200) ? text : undefined;
  const [, hour, minute] = /^(\d{1,2})[.:](\d{2})$/.exec(text) ?? [];
  return Number(hour) < 24 && Number(minute) < 60
    ? `${hour!.padStart(2, '0')}:${minute}`
    : undefined;
}

const problemWith = ({ type, label }: EventField) =>
  type === 'select'
    ? `Pilih ${label.toLowerCase()} dari daftar.`
    : type === 'time'
      ? 'Tulis jam seperti 04.30.'
      : `${label}: persingkat isinya.`;

/** The details in words, in the order in which they are asked; what was not said is left out. */
export function describeEvent(
  kind: EventKind,
  details: Readonly<Record<string, unknown>>,
): { label: string; value: string }[] {
  return eventRules[kind].fields.flatMap(({ key, label, list, type }) => {
    const value = details[key];
    if (typeof value !== 'string' && typeof value !== 'number') return [];
    if (list) return [{ label, value: labelOf(list, Number(value)) }];
    return [{ label, value: type === 'time' ? String(value).replace(':', '.') : String(value) }];
  });
}

/** Answers of a letter about a birth that tell of the child, and the form's questions they fill in. */
const childAnswers: Readonly<Record<string, string>> = {
  childName: 'nama',
  childSex: 'jenis-kelamin',
  birthPlace: 'tempat-lahir',
  birthTime: 'jam-lahir',
  birthOrder: 'anak-ke',
  birthWeight: 'berat',
  birthLength: 'panjang',
};

/**
 * What a letter's answers say of the event that it proposes: each question whose key is that of one
 * of the event's details, `occurredOn` for the day, and for a birth what is known of the child. What
 * does not fit is left to the officer.
 */
export function detailsFromAnswers(
  kind: EventKind,
  answers: Readonly<Record<string, string>>,
): EventDetails {
  const typed: Record<string, string | undefined> = Object.fromEntries(
    // Somebody who was asked for as a person is told by name.
    eventRules[kind].fields.map(({ key, name }) => [name, answers[key] ?? answers[`${key}.name`]]),
  );
  if (kind === 'departure') typed.tujuan = destinationIn(answers);
  const { details } = readEventDetails(kind, typed);
  const { occurredOn } = answers;
  if (occurredOn && /^\d{4}-\d{2}-\d{2}$/.test(occurredOn)) details.occurredOn = occurredOn;
  if (kind !== 'birth') return details;
  for (const key of Object.keys(childAnswers)) {
    const text = typedLine(answers[key] ?? '').slice(0, 100);
    if (text) details[key] = key === 'childSex' ? (codeFrom(SEX, text) ?? '') : text;
  }
  return details;
}

/** Where somebody moves: a letter may ask for it part by part. */
const destinationIn = (answers: Readonly<Record<string, string>>): string =>
  ['', 'Village', 'District', 'Regency', 'Province']
    .flatMap((part) => answers[`destination${part}`] ?? [])
    .join(', ')
    .slice(0, 200);

/** The form of an event as the details of a proposal fill it in, by its field names. */
export function prefilled(kind: EventKind, details: EventDetails): Record<string, string> {
  const names: [string, string][] = [
    ['occurredOn', 'tanggal'],
    ...eventRules[kind].fields.map(({ key, name }): [string, string] => [key, name]),
    ...Object.entries(kind === 'birth' ? childAnswers : {}),
  ];
  return Object.fromEntries(
    names.flatMap(([key, name]) => (key in details ? [[name, String(details[key])]] : [])),
  );
}
