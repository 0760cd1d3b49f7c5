/** The codes by which somebody shows that an address is theirs. */
export const codeLimits = {
  /** How long a code is good. Milliseconds. */
  life: 10 * 60_000,
  /** How long a start code of Telegram is. */
  linkLife: 30 * 60_000,
  /** Wrong tries after which it is good no more. */
  tries: 5,
  /** Codes an hour, for one resident on one channel. */
  perHour: 3,
  /** Codes an hour to one address, whoever asks. */
  perAddress: 5,
} as const;

/** A code as typed: six digits, spaces and dashes overlooked; undefined when it is none. */
export function readContactCode(typed: string): string | undefined {
  const code = typed.replace(/[\s.-]/g, '');
  return /^\d{6}$/.test(code) ? code : undefined;
}

/** An e-mail address as typed, its domain in small letters; undefined when it cannot be one. */
export function readEmail(typed: string): string | undefined {
  const found = /^([^\s@<>()[\],;:"\\]{1,64})@([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,})$/i.exec(
    typed.trim(),
  );
  if (!found || typed.trim().length > 254 || /[^\x21-\x7e]/.test(found[1]!)) return undefined;
  if (found[1]!.startsWith('.') || found[1]!.endsWith('.') || /\.\./.test(typed)) return undefined;
  return `${found[1]}@${found[2]!.toLowerCase()}`;
}

/** An e-mail address that shows only enough to be recognised by its owner: "si•••@gmail.com". */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, Math.min(2, at - 1))}•••${address.slice(at)}`;
}
