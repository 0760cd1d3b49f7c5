import { maskIdNumber } from '#lib/domain/id-number.ts';
import { maskPhone, parsePhone } from '#lib/domain/phone.ts';

/** A text in which numbers of NIK, KK and telephone show only enough to be recognised. */
export function maskNumbers(text: string): string {
  return text.replace(/(?<![\d.])\+?\d[\d\s.-]{7,22}\d(?![\d])/g, (found) => {
    const digits = found.replace(/\D/g, '');
    if (/^\d{4}-\d\d-\d\d/.test(found)) return found;
    if (digits.length >= 15 && digits.length <= 17) return maskIdNumber(digits);
    const phone = /^(\+|0|62)/.test(found) ? parsePhone(found) : undefined;
    return phone ? maskPhone(phone) : found;
  });
}
