import { villageDate } from '#lib/domain/dates-id.ts';
import type { LetterBookKey } from '#lib/domain/letter-books.ts';
import { registerBooks } from '#lib/domain/register-books.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import {
  type AskedScope,
  type BookPage,
  type BookPeriod,
  type BookRow,
  bookYears,
  findBookSigners,
  LINES_A_PART,
  scopeOf,
  type TakenBook,
} from '#lib/server/registers/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireOfficer } from '../policy.ts';
import { agendaLine, deliveryLine } from './letter-book-lines.ts';
import { countBookRows, findBookRows, findFirstLetterYear } from './letter-book-store.ts';

export interface AskedLetterBook extends AskedScope {
  book: LetterBookKey;
}

const perPage = 50;

/** A page of A.7 or A.8 of a month or a year. Lines are numbered through the year. @param asked.page from 1 */
export async function readLetterBook(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  asked: AskedLetterBook & { page: number },
): Promise<BookPage> {
  requireOfficer(visitor, 'registers.read');
  const scope = scopeOf(village, asked);
  const thisYear = Number(villageDate(now(), village.timeZone).slice(0, 4));
  const lines = await countBookRows(tx, asked.book, scope, village.timeZone);
  const pages = Math.max(1, Math.ceil(lines / perPage));
  const page = Math.min(Math.max(1, asked.page), pages);
  return {
    scope,
    rows: await findLines(tx, village, asked.book, scope, {
      limit: perPage,
      offset: (page - 1) * perPage,
    }),
    total: undefined,
    lines,
    page,
    pages,
    hamlets: [],
    years: bookYears(Number(scope.asOf.slice(0, 4)), await findFirstLetterYear(tx), thisYear),
    unmasked: false,
  };
}

/**
 * A.7 or A.8 to write as a spreadsheet (whole) or as PDF (a part of it). Recorded.
 * @throws Refusal for whoever may not
 */
export async function takeOutLetterBook(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  asked: AskedLetterBook & { format: 'xlsx' | 'pdf'; part: number },
): Promise<TakenBook> {
  requireOfficer(visitor, 'registers.read');
  const book = registerBooks[asked.book];
  const scope = scopeOf(village, asked);
  const lines = await countBookRows(tx, asked.book, scope, village.timeZone);
  const pdf = asked.format === 'pdf';
  const skipped = pdf ? (Math.max(1, asked.part) - 1) * LINES_A_PART : 0;
  const rows = await findLines(tx, village, asked.book, scope, {
    limit: pdf ? LINES_A_PART : lines,
    offset: skipped,
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'letters.export-book',
    details: { book: book.code, month: scope.month, format: asked.format, lines: rows.length },
  });
  return {
    village,
    book,
    scope,
    full: false,
    signers: await findBookSigners(tx, village, scope.asOf),
    lines,
    skipped,
    total: undefined,
    async *chunks() {
      for (let from = 0; from < rows.length; from += chunk) yield rows.slice(from, from + chunk);
    },
  };
}

/** Lines that are typeset in one go. */
const chunk = 500;

async function findLines(
  tx: VillageTx,
  village: VillageContext,
  book: LetterBookKey,
  scope: BookPeriod,
  page: { limit: number; offset: number },
): Promise<BookRow[]> {
  const { timeZone } = village;
  const year = { from: `${scope.from.slice(0, 4)}-01-01`, until: scope.before };
  const before = scope.before < year.from ? 0 : await countBookRows(tx, book, year, timeZone);
  const lines =
    book === 'agenda'
      ? (await findBookRows(tx, 'agenda', scope, timeZone, page)).map(agendaLine)
      : (await findBookRows(tx, 'ekspedisi', scope, timeZone, page)).map(deliveryLine);
  return lines.map((line, i) => ({ number: before + page.offset + i + 1, ...line }));
}
