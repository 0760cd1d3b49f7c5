import { formatDateLong } from '#lib/domain/dates-id.ts';
import { showsNumbers } from '#lib/domain/register-books.ts';
import { districtTitle, regencyTitle, villageTitle } from '#lib/domain/village-names.ts';
import { describeScope } from './book-scope.ts';
import type { Signer, TakenBook } from './taken-book.ts';

/** The lines under a book's title: where, and when. */
export const linesUnderTitle = ({ village, scope }: TakenBook): string[] => [
  `${villageTitle(village)}, ${districtTitle(village)}, ${regencyTitle(village)}`,
  describeScope(scope),
];

/** What is said of the numbers. */
export const remarkOn = ({ full, book }: TakenBook): string =>
  !showsNumbers(book) ? '' : full ? 'NIK dan nomor KK lengkap' : 'NIK dan nomor KK disamarkan';

/** The blocks of the two officials, the head's to the left (Permendagri 47/2016). */
export function signatureBlocks({ village, scope, signers }: TakenBook) {
  const block = (above: string, { position, name, number }: Signer) => ({
    lines: [above, position.toUpperCase()],
    name,
    number: number && `NIP/NIPD ${number}`,
  });
  return {
    head: block('MENGETAHUI', signers.head),
    secretary: block(`${village.name}, ${formatDateLong(scope.asOf)}`, signers.secretary),
  };
}

/** "Buku B.1 Batu Putih 2026-11" as a file may be called: letters, digits and dashes. */
export function fileNameOf({ book, village, scope }: TakenBook, ending: string): string {
  const parts = ['buku', book.key, village.name, scope.hamlet, scope.month].filter(Boolean);
  const name = parts.join('-').toLowerCase();
  return `${name.normalize('NFD').replace(/[^a-z0-9]+/g, '-')}.${ending}`;
}

/** What stands in place of no lines. */
export const nothingIn = ({ scope }: TakenBook): string =>
  `Tidak ada catatan untuk ${describeScope(scope)}.`;
