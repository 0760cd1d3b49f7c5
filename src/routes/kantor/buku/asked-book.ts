import { isBookKey, type BookKey } from '#lib/domain/register-books.ts';
import { Refusal } from '#lib/domain/refusal.ts';

/** @throws Refusal 'not-found' for a book that there is not */
export function requireBook(name: string | undefined): BookKey {
  if (name === undefined || !isBookKey(name))
    throw new Refusal('not-found', 'Buku ini tidak ada. Pilih dari daftar buku.');
  return name;
}

/** The part of a book that an address or a form asks for: `?tahun=2026&bulan=11&dusun=…&halaman=2`. */
export function askedPart(fields: Pick<URLSearchParams | FormData, 'get'>) {
  const text = (name: string) =>
    String(fields.get(name) ?? '')
      .trim()
      .slice(0, 100);
  return {
    month: `${text('tahun')}-${text('bulan')}`,
    hamlet: text('dusun') || undefined,
    page: Number.parseInt(text('halaman'), 10) || 1,
  };
}
