import pino, { type DestinationStream } from 'pino';

const gap = '[ .-]?';
// An id of ours, whose digits are no secret.
const uuid = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/i;
/** 16 digits are a NIK or a KK, 08… or +62 8… a phone, six digits alone may be a PIN. */
const secrets: readonly [RegExp, string][] = [
  [new RegExp(`(?<!\\d)\\d(?:${gap}\\d){15}(?!\\d)`, 'g'), '[nomor]'],
  [new RegExp(`(?<!\\d)(?:\\+?62|0)${gap}8(?:${gap}\\d){7,11}(?!\\d)`, 'g'), '[telepon]'],
  [/(?<!\d)\d{6}(?!\d)/g, '[angka]'],
];

/** Takes NIK, KK, phone numbers and anything like a PIN out of a text before it is written. */
export function redact(text: string): string {
  return text
    .split(uuid)
    .map((part, index) =>
      index % 2 ? part : secrets.reduce((rest, [secret, word]) => rest.replace(secret, word), part),
    )
    .join('');
}

const deepest = 6;

function redactDeep(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value);
    const clean = redact(text);
    return clean === text ? value : clean;
  }
  if (typeof value !== 'object' || value === null) return simple(value);
  if (depth >= deepest) return '[…]';
  const inner = (v: unknown) => redactDeep(v, depth + 1);
  if (value instanceof Error) {
    return {
      type: value.name,
      message: redact(value.message),
      stack: redact(value.stack ?? ''),
      ...(value.cause === undefined ? {} : { cause: inner(value.cause) }),
    };
  }
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.map(inner);
  if (value instanceof Set) return [...value].map(inner);
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return Object.fromEntries(entries.map(([k, v]) => [redact(String(k)), inner(v)]));
}

/** Booleans and nothing at all; functions and symbols have no business in a log. */
const simple = (value: unknown) =>
  typeof value === 'function' || typeof value === 'symbol' ? undefined : value;

/** A log that writes one JSON line an event, without personal data whatever is passed in. */
export function makeLog(level: string, destination?: DestinationStream) {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      logMethod(args, method) {
        const clean = args.map((a) => redactDeep(a)) as Parameters<typeof method>;
        method.apply(this, clean);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The log of this process, on standard output. */
export const log = makeLog(process.env.BALAI_LOG ?? 'info');
