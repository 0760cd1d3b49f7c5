import { requireOfficer } from '#lib/domain/authority.ts';
import { isLetterBook } from '#lib/domain/letter-books.ts';
import type { BookKey, PopulationBookKey } from '#lib/domain/register-books.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from './access/index.ts';
import { readLetterBook, takeOutLetterBook } from './letters/index.ts';
import { type VillageTx, withVillage } from './platform/index.ts';
import { type AskedExport, readBook, takeOutBook } from './population/index.ts';
import type { BookPage, TakenBook } from './registers/index.ts';
import type { VillageContext } from './villages/index.ts';

/** The book is one of the population: the others are of letters. */
export const isPopulationBook = (book: BookKey): book is PopulationBookKey => !isLetterBook(book);

/** A page of any register, numbers of persons masked. */
export function readRegister(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  asked: { book: BookKey; month: string; hamlet?: string | undefined; page: number },
): Promise<BookPage> {
  const { book } = asked;
  return isPopulationBook(book)
    ? readBook(tx, village, visitor, { ...asked, book })
    : readLetterBook(tx, village, visitor, { ...asked, book });
}

/**
 * A register to take out of the house: for a book about persons the officer proves lately who they
 * are (ASVS 7.5.3); the recapitulation holds figures only.
 * @throws Refusal 'proof-needed'
 */
export async function takeOutRegister(
  village: VillageContext,
  visitor: Visitor,
  asked: Omit<AskedExport, 'book'> & { book: BookKey },
): Promise<TakenBook> {
  requireOfficer(visitor, 'registers.read');
  const { book } = asked;
  if (book !== 'rekapitulasi') requireFreshProof(visitor);
  return withVillage(village.id, (tx) =>
    isPopulationBook(book)
      ? takeOutBook(tx, village, visitor, { ...asked, book })
      : takeOutLetterBook(tx, village, visitor, { ...asked, book }),
  );
}
