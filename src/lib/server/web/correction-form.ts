import { readDateParts } from '#lib/domain/date-parts.ts';
import { residentField } from '#lib/domain/resident-fields.ts';
import type { DraftField } from '#lib/server/population/index.ts';

/** What was typed into a correction's form, by column; a date's three boxes as one text. */
export function typedWishes(
  form: FormData,
  fields: readonly Pick<DraftField, 'column'>[],
): { typed: Record<string, string>; clear: string[]; note: string } {
  const typed: Record<string, string> = {};
  for (const { column } of fields) {
    if (residentField(column).is.kind === 'date') {
      if (form.has(`${column}.tahun`))
        typed[column] = readDateParts((name) => form.get(name), column).typed;
      continue;
    }
    const value = form.get(column);
    if (typeof value === 'string') typed[column] = value;
  }
  return {
    typed,
    clear: fields.map(({ column }) => column).filter((column) => form.has(`${column}.hapus`)),
    note: String(form.get('catatan') ?? ''),
  };
}

/** Columns that were ticked, from the lists of all parts: their names begin alike. */
export const tickedColumns = (form: FormData): string[] =>
  [...form].flatMap(([name, value]) =>
    name.startsWith('isi-') && typeof value === 'string' ? [value] : [],
  );
