import type { PopulationBookKey } from '#lib/domain/register-books.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findHamlets, findMutationRows, findPersonRows, type ListBook } from './book-store.ts';
import type { BookPeriod, BookRow } from '#lib/server/registers/index.ts';
import { cardLine, guestLine, mainLine, mutationLine } from './book-view.ts';
import { findFlows, findStocks } from './recap-store.ts';
import { recapRows } from './recap.ts';

export const isListBook = (book: PopulationBookKey): book is ListBook => book !== 'rekapitulasi';

const linesOf = { induk: mainLine, 'ktp-kk': cardLine, sementara: guestLine };

/**
 * The lines of a book with these ids.
 * @param first the number of the first of them
 */
export async function findLines(
  tx: VillageTx,
  book: ListBook,
  ids: readonly string[],
  { scope, full, first }: { scope: BookPeriod; full: boolean; first: number },
): Promise<BookRow[]> {
  const lines =
    book === 'mutasi'
      ? (await findMutationRows(tx, ids)).map(mutationLine)
      : (await findPersonRows(tx, ids, scope.until)).map((row) =>
          linesOf[book](row, { full, day: scope.asOf }),
        );
  return lines.map((line, i) => ({ number: first + i, ...line }));
}

/** The lines of B.3, one for each hamlet (or the one asked for), and their sum. */
export async function findRecap(tx: VillageTx, scope: BookPeriod) {
  const inside = <Row extends { hamlet: string }>(rows: Row[]) =>
    scope.hamlet === undefined ? rows : rows.filter((row) => row.hamlet === scope.hamlet);
  const hamlets = (await findHamlets(tx)).map((hamlet) => ({ hamlet }));
  return recapRows(
    inside(hamlets).map(({ hamlet }) => hamlet),
    inside(await findStocks(tx, scope)),
    inside(await findFlows(tx, scope)),
  );
}
