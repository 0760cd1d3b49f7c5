import pino from 'pino';

// 16-digit numbers are NIK or KK, 08…/+62… are phones, a lone 6-digit number may be a PIN.
const identityNumber = /\b\d{16}\b/g;
const phoneNumber = /(?:\+62|\b62|\b0)8\d{7,11}\b/g;
const pin = /\b\d{6}\b/g;

/** Takes NIK, KK, phone numbers and anything like a PIN out of a text before it is written. */
export function redact(text: string): string {
  return text
    .replace(identityNumber, '[nomor]')
    .replace(phoneNumber, '[telepon]')
    .replace(pin, '[angka]');
}

function redactDeep(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redact(value);
  if (value instanceof Error) {
    return { type: value.name, message: redact(value.message), stack: redact(value.stack ?? '') };
  }
  if (depth > 4 || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((v) => redactDeep(v, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, redactDeep(v, depth + 1)]));
}

/** The log: one JSON line an event on standard output, without personal data whatever is passed in. */
export const log = pino({
  level: process.env.BALAI_LOG ?? 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  hooks: {
    logMethod(args, method) {
      const clean = args.map((a) => redactDeep(a)) as Parameters<typeof method>;
      method.apply(this, clean);
    },
  },
});
