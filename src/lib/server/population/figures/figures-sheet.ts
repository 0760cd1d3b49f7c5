import { formatDateLong } from '#lib/domain/dates-id.ts';
import type { FigureRow, Figures } from '#lib/domain/figures.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { type SheetRow, spreadsheetStream } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';

const columns = ['Laki-laki', 'Perempuan', 'Jumlah'];

/** The figures as a spreadsheet: one table under the other. */
export function writeFiguresSheet(
  village: VillageContext,
  hamlet: string | undefined,
  day: string,
  figures: Figures,
): AsyncGenerator<Buffer> {
  const place = [hamlet && `Dusun ${hamlet}`, villageTitle(village)].filter(Boolean).join(', ');
  return spreadsheetStream(
    {
      name: 'Statistik penduduk',
      widths: [42, 14, 14, 14],
      headRows: { from: 1, to: 2 },
      stickyColumns: 1,
    },
    [
      [{ value: `Statistik penduduk ${place}`, style: 'title' }],
      [`Penduduk tetap per ${formatDateLong(day)}: ${figures.families} keluarga`],
      ...figures.tables.flatMap(({ title, rowsAre, rows, unknown }): SheetRow[] => [
        [],
        [{ value: title, style: 'title' }],
        [rowsAre, ...columns].map((value) => ({ value, style: 'heading' })),
        ...[...rows, ...(unknown.people ? [unknown] : [])].map(line),
        line({ ...figures, label: 'Jumlah' }),
      ]),
    ],
  );
}

const line = ({ label, men, women, people }: FigureRow): SheetRow =>
  [label, men, women, people].map((value) => ({ value, style: 'framed' }));
