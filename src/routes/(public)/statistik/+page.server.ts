import { formatDateLong } from '#lib/domain/dates-id.ts';
import type { OpenFigure } from '#lib/domain/figures.ts';
import { readPublicFigures } from '#lib/server/population/index.ts';
import type { PageServerLoad } from './$types';

/** A figure as it may be read. */
const told = (figure: OpenFigure): number | string =>
  figure === 'few' ? '< 3' : figure === 'hidden' ? 'disamarkan' : figure;
const drawn = (figure: OpenFigure) => (typeof figure === 'number' ? figure : null);

export const load: PageServerLoad = async ({ locals }) => {
  const { day, figures, families } = await readPublicFigures(locals.village);
  if (!figures) return { width: 'wide', day: formatDateLong(day), figures: undefined };
  const { people, sexes, ages, tables } = figures;
  return {
    width: 'wide',
    day: formatDateLong(day),
    figures: {
      people,
      large: [
        { label: 'penduduk', count: people },
        ...(sexes
          ? [
              { label: 'laki-laki', count: sexes.men },
              { label: 'perempuan', count: sexes.women },
            ]
          : []),
        { label: 'keluarga', count: families },
      ],
      pyramid: ages.map(({ label, men, women }) => ({
        label,
        men: drawn(men),
        women: drawn(women),
      })),
      ages: ages.map(({ label, men, women }) => ({ label, figures: [told(men), told(women)] })),
      tables: tables.map(({ rows, ...table }) => ({
        ...table,
        rows: rows.map(({ label, people }) => ({ label, figures: [told(people)] })),
      })),
    },
  };
};
