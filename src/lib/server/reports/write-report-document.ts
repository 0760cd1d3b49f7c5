import { villageTitle } from '#lib/domain/village-names.ts';
import { now, printableData, typesetParts } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import type { Report } from './report.ts';

/** The report as PDF on the village's paper, upright. */
export function writeReportDocument(village: VillageContext, report: Report): Promise<Uint8Array> {
  const blocks = report.blocks.map(({ title, note = '', columns, rows }) => ({
    title,
    note,
    columns,
    rows: rows.map((row) =>
      row.map((cell) => (typeof cell === 'number' ? cell.toLocaleString('id-ID') : cell)),
    ),
  }));
  const part = printableData({
    title: report.title,
    lines: report.lines,
    blocks,
    village: villageTitle(village),
  });
  return typesetParts({
    layout: 'report.typ',
    parts: [{ ...part, paper: village.paper }],
    title: report.title,
    createdAt: now(),
  });
}
