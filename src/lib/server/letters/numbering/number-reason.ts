import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';

/** @throws Refusal 'invalid' unless the typed words are a reason */
export function requireNumberReason(typed: string, what: string, field: string): string {
  const reason = typedLine(typed);
  if (reason.length >= 5 && reason.length <= 200) return reason;
  const message = `Tulis ${what}, 5 sampai 200 huruf.`;
  throw new Refusal('invalid', message, { [field]: message });
}
