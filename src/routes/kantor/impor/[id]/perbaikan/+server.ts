import { withVillage } from '#lib/server/platform/index.ts';
import { findRefusedRows, writeRefusedFile } from '#lib/server/population/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import { xlsx } from '../../../spreadsheet.ts';
import type { RequestHandler } from './$types';

/** The refused rows of an import, to correct and bring again. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  const part = Math.max(1, Number.parseInt(url.searchParams.get('bagian') ?? '1', 10) || 1);
  const rows = await withVillage(locals.village.id, (tx) =>
    findRefusedRows(tx, locals.visitor, requireId(params.id), part),
  );
  const name =
    part > 1 ? `penduduk-perlu-diperbaiki-${part}.xlsx` : 'penduduk-perlu-diperbaiki.xlsx';
  return fileResponse(await writeRefusedFile(rows), xlsx, name);
};
