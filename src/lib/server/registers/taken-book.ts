import type { RegisterBook } from '#lib/domain/register-books.ts';
import { headAmong, secretaryAmong, servingOn } from '#lib/domain/official-posts.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { findOfficials, type VillageContext } from '#lib/server/villages/index.ts';
import type { BookPeriod } from './book-scope.ts';

/** Lines that one PDF holds: the typesetter needs about a millisecond each, and nobody waits longer than three seconds. */
export const LINES_A_PART = 2_000;

/** A line of a book by the names of its columns (domain/register-books.ts). */
export type BookRow = Record<string, string | number>;

/** A page of a book as the office reads it. */
export interface BookPage {
  scope: BookPeriod;
  rows: BookRow[];
  /** The sum below the rows, where a book has one. */
  total: BookRow | undefined;
  /** Lines of the whole book, and the pages that they fill. */
  lines: number;
  page: number;
  pages: number;
  /** The hamlets by which it can be narrowed. */
  hamlets: string[];
  /** The years that can be chosen, the latest first. */
  years: number[];
  unmasked: boolean;
}

export interface Signer {
  name: string;
  position: string;
  number: string;
}

/** A book on its way out: what stands around its lines, and the lines as they are asked for. */
export interface TakenBook {
  village: VillageContext;
  book: RegisterBook;
  scope: BookPeriod;
  full: boolean;
  /** The officials who served then; empty names leave room for a pen. */
  signers: { head: Signer; secretary: Signer };
  /** Lines in all; those given begin after `skipped`. */
  lines: number;
  skipped: number;
  total: BookRow | undefined;
  chunks(): AsyncIterable<BookRow[]>;
}

/** Those who sign a book that stands for a day. */
export async function findBookSigners(
  tx: VillageTx,
  village: VillageContext,
  day: string,
): Promise<TakenBook['signers']> {
  const serving = servingOn(await findOfficials(tx), day);
  return {
    head: signerOf(headAmong(serving), `Kepala ${village.kind}`),
    secretary: signerOf(secretaryAmong(serving), `Sekretaris ${village.kind}`),
  };
}

type Official = Awaited<ReturnType<typeof findOfficials>>[number];

const signerOf = (official: Official | undefined, position: string): Signer => ({
  name: official?.name ?? '',
  position: official?.position ?? position,
  number: official?.employee_no ?? '',
});

/** Years that can be chosen where nothing older is on record. */
const yearsBack = 5;

/** The years of a book that can be chosen, the latest first. @param first of what is on record */
export function bookYears(chosen: number, first: number | undefined, thisYear: number): number[] {
  const from = Math.min(first ?? thisYear, chosen, thisYear - yearsBack);
  return Array.from({ length: thisYear - from + 1 }, (_, i) => thisYear - i);
}
