import { requireOfficer } from '#lib/domain/authority.ts';
import { registerBooks } from '#lib/domain/register-books.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { type VillageTx, withVillage } from '#lib/server/platform/index.ts';
import {
  type BookPeriod,
  findBookSigners,
  LINES_A_PART,
  monthScope,
  type TakenBook,
} from '#lib/server/registers/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireUnmasking } from '../reading-policy.ts';
import { findLines, findRecap, isListBook } from './book-lines.ts';
import { findEntryIds } from './book-store.ts';
import { type AskedBook, purposeAdvice } from './read-book.ts';

export interface AskedExport extends AskedBook {
  format: 'xlsx' | 'pdf';
  /** Of a PDF: which part of the book, from 1. */
  part: number;
  /** NIK and KK in full: needs the capability and a purpose. */
  full: boolean;
  purpose: string;
}

/** Lines that are read, and typeset, in one go. */
const chunk = 500;

/**
 * A book to write as a spreadsheet (whole) or as PDF (a part of it). Recorded. Which lines it has is
 * settled at once; what stands in them is read as they are written, so that memory stays bounded.
 * @throws Refusal for whoever may not, and 'invalid' when numbers are wanted in full without a purpose
 */
export async function takeOutBook(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  asked: AskedExport,
): Promise<TakenBook> {
  requireOfficer(visitor, 'registers.read');
  const withNumbers = asked.full && isListBook(asked.book);
  const reason = withNumbers ? requireUnmasking(visitor, asked.purpose, purposeAdvice) : undefined;
  const book = registerBooks[asked.book];
  const scope = monthScope(village, asked);
  const content = await contentOf(tx, village, asked, scope);
  await recordEvent(tx, village.id, visitor, {
    action: isListBook(asked.book) ? 'population.export-book' : 'population.export-recap',
    details: {
      book: book.code,
      month: scope.month,
      hamlet: scope.hamlet ?? '',
      format: asked.format,
      lines: content.given,
      full: withNumbers,
      ...(reason && { reason }),
    },
  });
  return {
    village,
    book,
    scope,
    full: withNumbers,
    signers: await findBookSigners(tx, village, scope.asOf),
    ...content,
  };
}

async function contentOf(
  tx: VillageTx,
  village: VillageContext,
  { book, format, part, full }: AskedExport,
  scope: BookPeriod,
) {
  if (!isListBook(book)) {
    const { rows, total } = await findRecap(tx, scope);
    return {
      lines: rows.length,
      given: rows.length,
      skipped: 0,
      total,
      chunks: async function* () {
        yield rows;
      },
    };
  }
  const all = await findEntryIds(tx, book, scope);
  const skipped = format === 'pdf' ? (Math.max(1, part) - 1) * LINES_A_PART : 0;
  const ids = format === 'pdf' ? all.slice(skipped, skipped + LINES_A_PART) : all;
  return {
    lines: all.length,
    given: ids.length,
    skipped,
    total: undefined,
    chunks: async function* () {
      for (let from = 0; from < ids.length; from += chunk) {
        const some = ids.slice(from, from + chunk);
        yield await withVillage(village.id, (later) =>
          findLines(later, book, some, { scope, full, first: skipped + from + 1 }),
        );
      }
    },
  };
}
