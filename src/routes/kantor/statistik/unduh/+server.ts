import { withVillage } from '#lib/server/platform/index.ts';
import { takeOutFigures, writeFiguresSheet } from '#lib/server/population/index.ts';
import { sheetResponse } from '../../spreadsheet.ts';
import type { RequestHandler } from './$types';

/** The figures as a spreadsheet: numbers only, nothing about persons. */
export const GET: RequestHandler = async ({ locals: { village, visitor }, url }) => {
  const hamlet = (url.searchParams.get('dusun') ?? '').trim().slice(0, 100) || undefined;
  const { figures, day } = await withVillage(village.id, (tx) =>
    takeOutFigures(tx, village, visitor, hamlet),
  );
  const sheet = writeFiguresSheet(village, hamlet, day, figures);
  return sheetResponse(sheet, `statistik-penduduk-${day}.xlsx`);
};
