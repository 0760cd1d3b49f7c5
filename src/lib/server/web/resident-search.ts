import { addDays, addMonths } from '#lib/domain/dates-id.ts';
import type { ResidentSearch } from '#lib/server/population/index.ts';

/** The fields of the residents' search, as the address carries them. */
const fields = ['cari', 'dusun', 'rw', 'rt', 'status', 'tinggal', 'jk', 'dari', 'sampai'] as const;
type Typed = Record<(typeof fields)[number], string>;

/**
 * What an officer looks for, from the address of a page: the list and what is taken out of it read the
 * same. Ages are in whole years on `today`; what makes no sense does not narrow.
 */
export function readResidentSearch(
  asked: URLSearchParams,
  today: string,
): { search: ResidentSearch; typed: Typed } {
  const typed = Object.fromEntries(
    fields.map((name) => [name, (asked.get(name) ?? '').trim().slice(0, 80)]),
  ) as Typed;
  const number = (text: string) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined);
  const [from, until] = [number(typed.dari), number(typed.sampai)];
  const yearsAgo = (years: number) => addMonths(today, -12 * years);
  return {
    typed,
    search: {
      search: typed.cari,
      hamlet: typed.dusun || undefined,
      rw: typed.rw || undefined,
      rt: typed.rt || undefined,
      basicStatus: number(typed.status),
      residence: number(typed.tinggal),
      sex: number(typed.jk),
      bornUntil: from === undefined ? undefined : yearsAgo(from),
      // Until one's next birthday one is as old as at the last.
      bornFrom: until === undefined ? undefined : addDays(yearsAgo(until + 1), 1),
    },
  };
}
