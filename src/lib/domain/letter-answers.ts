import { formatDateLong, formatMonth } from './dates-id.ts';
import { formParts, type Question, questionsOf } from './letter-questions.ts';
import type { LetterType, PlainField } from './letter-type.ts';
import { formatNumber, formatRupiah, parseRupiah } from './money-words.ts';
import { parseDate } from './parse-date.ts';
import { formatPhone, parsePhone } from './phone.ts';
import { typedLine, typedText, unprintable } from './typed-text.ts';

/**
 * Answers in their stored form, by the path of their question (letter-questions.ts); questions left
 * open are absent. Numbers and rupiah are digits, dates `YYYY-MM-DD`, months `YYYY-MM` or `YYYY`,
 * hours `HH:MM`, choices their value, phones E.164.
 */
export type LetterAnswers = Record<string, string>;

/** `message` says in Indonesian what to do. */
export interface AnswerError {
  field: string;
  message: string;
}

export type AnswersReading =
  { ok: true; answers: LetterAnswers } | { ok: false; errors: AnswerError[] };

/**
 * Judges all that was typed; `today` is the village's day, `YYYY-MM-DD`. What is not asked, because
 * its condition does not hold, is not kept.
 */
export function validateAnswers(
  type: Pick<LetterType, 'fields'>,
  raw: Readonly<Record<string, string | undefined>>,
  today: string,
): AnswersReading {
  const answers: LetterAnswers = {};
  const errors: AnswerError[] = [];
  for (const { field, asked } of questionsOf(type, raw)) {
    if (!asked) continue;
    const typed = Object.hasOwn(raw, field.key) ? (raw[field.key] ?? '') : '';
    const reading = readAnswer(field, typed, today);
    if (!reading.ok) errors.push({ field: field.key, message: reading.message });
    else if (reading.value !== '') answers[field.key] = reading.value;
  }
  for (const field of type.fields) {
    const { from, until } = field.type === 'period' ? periodOf(field.key, answers) : {};
    if (from && until && until < from) {
      errors.push({
        field: `${field.key}.until`,
        message: 'Hari terakhir tidak boleh lebih awal daripada hari pertama.',
      });
    }
  }
  return errors.length ? { ok: false, errors } : { ok: true, answers };
}

/** The first day of a period and the last. */
const periodOf = (path: string, answers: Readonly<LetterAnswers>) => ({
  from: answers[`${path}.from`],
  until: answers[`${path}.until`],
});

type AnswerReading = { ok: true; value: string } | { ok: false; message: string };
const good = (value: string | number): AnswerReading => ({ ok: true, value: String(value) });
const bad = (message: string): AnswerReading => ({ ok: false, message });

/** Judges what was typed into one field. */
export function readAnswer(field: PlainField, typed: string, today: string): AnswerReading {
  const text = field.type === 'longtext' ? typedText(typed) : typedLine(typed);
  const label = inSentence(field.label);
  if (text === '') {
    if (!field.required) return good('');
    return bad(field.type === 'choice' ? `Pilih ${label}.` : `Isi ${label}.`);
  }
  switch (field.type) {
    case 'text':
    case 'longtext':
      return readText(field, text);
    case 'number':
      return readNumber(field, text);
    case 'money':
      return readMoney(field, text);
    case 'date':
      return readDay(field, text, today);
    case 'month':
      return readMonth(field, text, today);
    case 'time': {
      const time = /^(\d{1,2})\s*[.:]\s*(\d{2})\b/.exec(text);
      return time && Number(time[1]) < 24 && Number(time[2]) < 60
        ? good(`${time[1]!.padStart(2, '0')}:${time[2]}`)
        : bad(`Tulis ${label} sebagai jam dan menit, misalnya ${field.example}.`);
    }
    case 'digits':
      return readDigits(field, text);
    case 'choice':
      return field.choices.some(({ value }) => value === text)
        ? good(text)
        : bad(`Pilih ${label} dari daftar.`);
    case 'phone': {
      const phone = parsePhone(text);
      return phone ? good(phone) : bad(`Tulis ${label} dengan benar, misalnya ${field.example}.`);
    }
  }
}

type FieldOf<T extends PlainField['type']> = Extract<PlainField, { type: T }>;

function readText(field: FieldOf<'text' | 'longtext'>, text: string): AnswerReading {
  const { length } = [...text];
  if (length < field.minLength) {
    return bad(
      `Tulis ${inSentence(field.label)} lebih lengkap, paling sedikit ${field.minLength} huruf.`,
    );
  }
  if (length > field.maxLength) {
    return bad(
      `Singkatkan ${inSentence(field.label)}: paling banyak ${field.maxLength} huruf, sekarang ${length}.`,
    );
  }
  const strange = unprintable(text);
  if (strange.length) {
    return bad(
      `Hapus dari ${inSentence(field.label)} tanda yang tidak dapat dicetak di surat: ${strange.slice(0, 5).join(' ')}`,
    );
  }
  if (field.type === 'text' && field.pattern && !fits(field.pattern, text)) {
    return bad(field.patternHint ?? `Tulis ${inSentence(field.label)} seperti ${field.example}.`);
  }
  return good(text);
}

const fits = (pattern: string, text: string) => new RegExp(`^(?:${pattern})$`, 'u').test(text);

function readDigits(field: FieldOf<'digits'>, text: string): AnswerReading {
  const digits = text.replace(/[\s.,'’_/-]/g, '');
  const { minLength, maxLength } = field;
  if (/^\d+$/.test(digits) && digits.length >= minLength && digits.length <= maxLength)
    return good(digits);
  const many = minLength === maxLength ? minLength : `${minLength} sampai ${maxLength}`;
  return bad(`Tulis ${inSentence(field.label)} dengan ${many} angka, misalnya ${field.example}.`);
}

function readNumber(field: FieldOf<'number'>, text: string): AnswerReading {
  const label = inSentence(field.label);
  const number = parseRupiah(text);
  if (number === undefined || /^rp/i.test(text)) {
    return bad(`Tulis ${label} dengan angka saja, misalnya ${field.example}.`);
  }
  return within(number, field, formatNumber, label);
}

function readMoney(field: FieldOf<'money'>, text: string): AnswerReading {
  const label = inSentence(field.label);
  const amount = parseRupiah(text);
  if (amount === undefined) {
    return bad(`Tulis ${label} dalam rupiah dengan angka saja, misalnya ${field.example}.`);
  }
  return within(amount, field, formatRupiah, label);
}

function within(
  value: number,
  { min, max }: { min: number; max: number },
  show: (value: number) => string,
  label: string,
): AnswerReading {
  if (value < min) return bad(`Periksa ${label}: paling sedikit ${show(min)}.`);
  if (value > max) return bad(`Periksa ${label}: paling banyak ${show(max)}.`);
  return good(value);
}

function readDay(field: FieldOf<'date'>, text: string, today: string): AnswerReading {
  const label = inSentence(field.label);
  const read = parseDate(text);
  if (!read.ok || read.value === undefined) {
    return bad(`Tulis ${label} sebagai tanggal, bulan, tahun, misalnya ${field.example}.`);
  }
  return between(read.value, field, today, label, 10, formatDateLong);
}

function readMonth(field: FieldOf<'month'>, text: string, today: string): AnswerReading {
  const label = inSentence(field.label);
  const month = parseMonth(text);
  if (month === undefined) {
    return bad(
      `Tulis ${label} sebagai bulan dan tahun, atau tahunnya saja, misalnya ${field.example}.`,
    );
  }
  return between(month, field, today, label, month.length, formatMonth);
}

/** Days, months and years sort as text, and a bound counts only as far as the answer is exact. */
function between(
  value: string,
  { min, max }: { min?: string | undefined; max?: string | undefined },
  today: string,
  label: string,
  exactness: number,
  show: (value: string) => string,
): AnswerReading {
  const bound = (written: string | undefined) =>
    (written === 'today' ? today : written)?.slice(0, exactness);
  const [earliest, latest] = [bound(min), bound(max)];
  if (earliest !== undefined && value < earliest) {
    return bad(`Periksa ${label}: paling awal ${show(earliest)}.`);
  }
  if (latest !== undefined && value > latest) {
    return bad(`Periksa ${label}: paling akhir ${show(latest)}.`);
  }
  return good(value);
}

/** "2019-08", "08-2019", "8/2019", "Agustus 2019" → `2019-08`; "2019" → `2019`. */
function parseMonth(text: string): string | undefined {
  if (/^(19|20)\d\d$/.test(text)) return text;
  const yearFirst = /^(\d{4})-(\d\d)$/.exec(text);
  const written = yearFirst ? `${yearFirst[2]}-${yearFirst[1]}` : text;
  const read = parseDate(`1 ${written.replace(/^(\d{1,2})\s*[-/.]\s*/, '$1-')}`);
  return read.ok ? read.value?.slice(0, 7) : undefined;
}

/** A label as it stands inside a sentence: "Nama usaha" → "nama usaha", "NPWP" stays. */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

/** An answer as a person reads it. */
export function formatAnswer(field: PlainField, value: string): string {
  switch (field.type) {
    case 'number':
      return [formatNumber(Number(value)), field.unit].filter(Boolean).join(' ');
    case 'money':
      return formatRupiah(Number(value));
    case 'date':
      return formatDateLong(value);
    case 'month':
      return formatMonth(value);
    case 'choice':
      return field.choices.find((choice) => choice.value === value)?.label ?? value;
    case 'phone':
      return formatPhone(value);
    case 'time':
      return value.replace(':', '.');
    case 'text':
    case 'longtext':
    case 'digits':
      return value;
  }
}

/**
 * An answer as it stands in the form again: written as a person would, or as it was typed where it
 * could not be read.
 */
export function answerForEditing(field: PlainField, value: string): string {
  const stored: Partial<Record<PlainField['type'], RegExp>> = {
    number: /^\d+$/,
    money: /^\d+$/,
    month: /^\d{4}-\d{2}$/,
    phone: /^\+\d+$/,
  };
  if (!stored[field.type]?.test(value)) return value;
  if (field.type === 'month') return formatMonth(value);
  return field.type === 'phone' ? formatPhone(value) : formatNumber(Number(value));
}

export interface AnswerShown {
  key: string;
  label: string;
  /** Empty where the question was left open. */
  value: string;
  sensitive: boolean;
}

/** A day after every bound: whether an answer is too late is judged when the request is sent. */
const everLater = '9999-12-31';

/**
 * The answers that can be read already, in their stored form. A request in the resident's hands keeps
 * what was typed, right or wrong; this is what may be shown or set as a letter meanwhile.
 */
export function readableAnswers(
  type: Pick<LetterType, 'fields'>,
  raw: Readonly<LetterAnswers>,
): LetterAnswers {
  const answers: LetterAnswers = {};
  for (const { field, asked } of questionsOf(type, raw)) {
    if (!asked) continue;
    const reading = readAnswer(field, raw[field.key] ?? '', everLater);
    if (reading.ok && reading.value !== '') answers[field.key] = reading.value;
  }
  return answers;
}

/** The answers to what is asked, as they stand: nothing that was answered before it was not asked any more. */
export function askedAnswers(
  type: Pick<LetterType, 'fields'>,
  answers: Readonly<LetterAnswers>,
): LetterAnswers {
  const asked = questionsOf(type, answers).flatMap(({ field, asked }) =>
    asked ? [field.key] : [],
  );
  return Object.fromEntries(
    asked.flatMap((key) => (answers[key] === undefined ? [] : [[key, answers[key]]])),
  );
}

/**
 * All questions that are asked, in their order, with the answers as a person reads them; what cannot
 * be read yet as typed.
 */
export function answersForDisplay(
  type: Pick<LetterType, 'fields'>,
  answers: Readonly<LetterAnswers>,
): AnswerShown[] {
  const readable = readableAnswers(type, answers);
  return formParts(type, answers).flatMap((part) => {
    if (part.kind === 'question') return shown([part.question], answers, readable);
    const sets = part.kind === 'set' ? [part.set] : part.items;
    return sets.flatMap(({ label, questions }) =>
      shown(questions, answers, readable).map((one) => ({
        ...one,
        label: `${label}: ${inSentence(one.label)}`,
      })),
    );
  });
}

function shown(
  questions: readonly Question[],
  answers: Readonly<LetterAnswers>,
  readable: Readonly<LetterAnswers>,
): AnswerShown[] {
  return questions
    .filter(({ asked }) => asked)
    .map(({ field }) => {
      const value = readable[field.key];
      return {
        key: field.key,
        label: field.label,
        value: value === undefined ? (answers[field.key] ?? '') : formatAnswer(field, value),
        sensitive: field.sensitive,
      };
    });
}
