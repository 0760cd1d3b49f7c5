import { formatDateLong } from '#lib/domain/dates-id.ts';
import { withOthers } from '#lib/domain/figures.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { readFigures } from '#lib/server/population/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { village, visitor } = locals;
  const hamlet = (url.searchParams.get('dusun') ?? '').trim().slice(0, 100);
  const { figures, day, hamlets } = await withVillage(village.id, (tx) =>
    readFigures(tx, village, visitor, hamlet || undefined),
  );
  const { people, men, women, families, tables } = figures;
  return {
    hamlet,
    hamlets,
    day: formatDateLong(day),
    people,
    large: [
      { label: 'penduduk tetap', count: people },
      { label: 'laki-laki', count: men },
      { label: 'perempuan', count: women },
      { label: 'keluarga', count: families },
    ],
    ages: tables.find(({ key }) => key === 'age')!.rows,
    tables: tables
      .map((table) => ({
        ...table,
        rows: table.key === 'occupation' ? withOthers(table.rows) : table.rows,
      }))
      .map(({ key, title, rowsAre, rows, unknown }) => ({
        key,
        title,
        rowsAre,
        rows: [...rows, ...(unknown.people ? [unknown] : [])].map((row) => ({
          label: row.label,
          figures: [row.people, row.men, row.women],
        })),
      }))
      .filter(({ rows }) => rows.length > 0),
  };
};
