/**
 * An Indonesian telephone number as E.164 (`+6281234567890`), from `0812…`, `812…`, `62812…`,
 * `+62 812-…`, `0062…`, with spaces, dots, dashes or brackets. Undefined when it is none.
 */
export function parsePhone(written: string): string | undefined {
  const bare = written
    .trim()
    .replace(/^['’]/, '')
    .replace(/[\s().\-–/]/g, '');
  const national = /^(?:\+62|0062|62)0?(\d+)$/.exec(bare)?.[1] ?? /^0?(\d+)$/.exec(bare)?.[1];
  if (national === undefined) return undefined;
  // Mobile: 8 and 8 to 11 more digits. Landline: an area code of 2–3 digits and 5 to 8 more.
  const known = /^8[1-9]\d{7,10}$/.test(national) || /^[2-79]\d{7,10}$/.test(national);
  return known ? `+62${national}` : undefined;
}

/** True for a mobile number in E.164: one that can have WhatsApp and text messages. */
export function isMobilePhone(phone: string): boolean {
  return phone.startsWith('+628');
}

/** An E.164 number as people here write it: `0812-3456-7890`, `0372-81234`. */
export function formatPhone(phone: string): string {
  const local = phone.replace(/^\+62/, '0');
  if (!isMobilePhone(phone)) return local.replace(/^(021|022|024|031|061|\d{4})(\d+)$/, '$1-$2');
  return [local.slice(0, 4), local.slice(4, 8), local.slice(8)].filter((part) => part).join('-');
}

/** A number that shows only enough to be recognised by its owner: `0812-••••-•890`. */
export function maskPhone(phone: string): string {
  const shown = formatPhone(phone);
  return shown.slice(0, 4) + shown.slice(4, -3).replace(/\d/g, '•') + shown.slice(-3);
}
