import { requireOfficer } from '#lib/domain/authority.ts';
import { writeRefusedFile } from '#lib/server/population/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { xlsx } from '../../spreadsheet.ts';
import type { RequestHandler } from './$types';

/** An empty sheet with every heading. */
export const GET: RequestHandler = async ({ locals }) => {
  requireOfficer(locals.visitor, 'residents.import');
  return fileResponse(await writeRefusedFile([]), xlsx, 'penduduk-kosong.xlsx');
};
