import { yearParts } from '#lib/domain/report-period.ts';
import { readVillage } from '#lib/server/platform/index.ts';
import { readServiceReport, serviceReport } from '#lib/server/service/index.ts';
import { periodOf } from '../period.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const period = periodOf(url, village.timeZone, 'month');
  const found = await readVillage(village.id, (tx) =>
    readServiceReport(tx, village, visitor, period),
  );
  const { lines, blocks } = serviceReport(village, period, found);
  return {
    year: String(period.year),
    part: period.part,
    parts: yearParts,
    words: period.words,
    remark: lines.at(-1)!,
    blocks: blocks.map(({ title, note, columns, rows }) => ({
      title,
      note,
      rowsAre: columns[0]!,
      columns: columns.slice(1),
      rows: rows.map(([label, ...figures]) => ({
        label: String(label),
        figures: figures.map((figure) => figure.toLocaleString('id-ID')),
      })),
    })),
  };
};
