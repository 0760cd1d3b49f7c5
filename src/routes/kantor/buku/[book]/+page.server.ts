import { columnsOf, headRows } from '#lib/domain/book-headings.ts';
import { formatMonth, monthName } from '#lib/domain/dates-id.ts';
import { registerBooks, showsNumbers } from '#lib/domain/register-books.ts';
import { may } from '#lib/domain/roles.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { purposeAdvice, showBookNumbers } from '#lib/server/population/index.ts';
import { type BookPage, LINES_A_PART } from '#lib/server/registers/index.ts';
import { isPopulationBook, readRegister } from '#lib/server/take-out-book.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { act } from '#lib/server/web/act.ts';
import { askedPart, requireBook } from '../asked-book.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const book = requireBook(params.book);
  const { village, visitor } = locals;
  const { code, title, about, headings } = registerBooks[book];
  const page = await withVillage(village.id, (tx) =>
    readRegister(tx, village, visitor, { book, ...askedPart(url.searchParams) }),
  );
  const hasNumbers = showsNumbers({ headings });
  return {
    book: { key: book, code, title, about, head: headRows(headings), columns: columnsOf(headings) },
    page: present(page),
    mayUnmask: hasNumbers && visitor.kind === 'staff' && may(visitor.roles, 'residents.unmask'),
    hasNumbers,
    byYear: !isPopulationBook(book),
    months: Array.from({ length: 12 }, (_, i) => ({
      value: String(i + 1).padStart(2, '0'),
      label: monthName(i + 1),
    })),
    parts: Array.from({ length: Math.ceil(page.lines / LINES_A_PART) }, (_, i) => ({
      value: String(i + 1),
      label: `Bagian ${i + 1}: baris ${(i * LINES_A_PART + 1).toLocaleString('id-ID')} sampai ${Math.min(page.lines, (i + 1) * LINES_A_PART).toLocaleString('id-ID')}`,
    })),
    // What was typed when a file was refused (unduh/+server.ts leads back here).
    refused: url.searchParams.has('keliru') ? { keperluan: purposeAdvice } : undefined,
    typed: {
      keperluan: url.searchParams.get('keperluan') ?? '',
      nomor: url.searchParams.get('nomor') ?? 'disamarkan',
    },
  };
};

export const actions = {
  tampilkan: async ({ request, locals, params }) => {
    const book = requireBook(params.book);
    if (!isPopulationBook(book))
      throw new Refusal('not-found', 'Buku ini tidak memuat NIK dan nomor KK.');
    const form = await request.formData();
    return act(form, async () => {
      const page = await withVillage(locals.village.id, (tx) =>
        showBookNumbers(tx, locals.village, locals.visitor, {
          book,
          ...askedPart(form),
          purpose: String(form.get('keperluan') ?? ''),
        }),
      );
      return { page: present(page) };
    });
  },
} satisfies Actions;

/** A page of a book with its figures and month in words. */
function present(page: BookPage) {
  const { month, hamlet } = page.scope;
  const words = (row: Record<string, string | number>) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : value === 0 ? '–' : value.toLocaleString('id-ID'),
      ]),
    );
  return {
    rows: page.rows.map(words),
    total: page.total && words(page.total),
    lines: page.lines,
    page: page.page,
    pages: page.pages,
    hamlets: page.hamlets,
    years: page.years.map(String),
    unmasked: page.unmasked,
    monthWords: formatMonth(month),
    year: month.slice(0, 4),
    month: month.slice(5),
    hamlet: hamlet ?? '',
  };
}
