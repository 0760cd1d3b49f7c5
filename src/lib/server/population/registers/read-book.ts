import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { type PopulationBookKey, registerBooks } from '#lib/domain/register-books.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import {
  type AskedScope,
  type BookPage,
  bookYears,
  monthScope,
} from '#lib/server/registers/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { requireUnmasking } from '../reading-policy.ts';
import { findLines, findRecap, isListBook } from './book-lines.ts';
import {
  countDisagreements,
  countEntries,
  findEntryIds,
  findFirstYear,
  findHamlets,
} from './book-store.ts';

export interface AskedBook extends AskedScope {
  book: PopulationBookKey;
}

const perPage = 50;

/** What to do about a purpose that is missing. */
export const purposeAdvice =
  'Tulis keperluannya dengan singkat, 5 sampai 200 huruf. Dicatat di jejak.';

/**
 * A page of a register, numbers masked. Like the list of residents it is no reading of anyone's record.
 * @param asked.page from 1
 */
export async function readBook(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  asked: AskedBook & { page: number },
): Promise<BookPage> {
  requireOfficer(visitor, 'registers.read');
  return readPage(tx, village, asked, false);
}

/**
 * The same page with NIK and KK in full, for a purpose that is recorded.
 * @throws Refusal 'invalid' without a purpose
 */
export async function showBookNumbers(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  asked: AskedBook & { page: number; purpose: string },
): Promise<BookPage> {
  requireOfficer(visitor, 'registers.read');
  const reason = requireUnmasking(visitor, asked.purpose, purposeAdvice);
  const page = await readPage(tx, village, asked, true);
  await recordEvent(tx, village.id, visitor, {
    action: 'population.unmask-book',
    details: {
      book: registerBooks[asked.book].code,
      month: page.scope.month,
      hamlet: page.scope.hamlet ?? '',
      lines: page.rows.length,
      reason,
    },
  });
  return page;
}

async function readPage(
  tx: VillageTx,
  village: VillageContext,
  asked: AskedBook & { page: number },
  full: boolean,
): Promise<BookPage> {
  const scope = monthScope(village, asked);
  const thisYear = Number(villageDate(now(), village.timeZone).slice(0, 4));
  const about = {
    scope,
    hamlets: await findHamlets(tx),
    years: bookYears(Number(scope.asOf.slice(0, 4)), await findFirstYear(tx), thisYear),
    unmasked: full,
  };
  if (!isListBook(asked.book)) {
    const { rows, total } = await findRecap(tx, scope);
    return { ...about, rows, total, lines: rows.length, page: 1, pages: 1 };
  }
  const lines = await countEntries(tx, asked.book, scope);
  const pages = Math.max(1, Math.ceil(lines / perPage));
  const page = Math.min(Math.max(1, asked.page), pages);
  const offset = (page - 1) * perPage;
  const ids = await findEntryIds(tx, asked.book, scope, { limit: perPage, offset });
  const rows = await findLines(tx, asked.book, ids, { scope, full, first: offset + 1 });
  return { ...about, rows, total: undefined, lines, page, pages };
}

/**
 * How many residents' records say other than their events whether they live here: the books follow
 * the events, the list of residents the record.
 */
export async function countDoubtful(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<number> {
  requireOfficer(visitor, 'registers.read');
  return countDisagreements(tx, villageDate(now(), village.timeZone));
}
