import { openHandOverList, renderHandOverList } from '#lib/server/access/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

/** The list in which receivers sign, to be printed. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const list = await withVillage(locals.village.id, (tx) =>
    openHandOverList(tx, locals.village.id, locals.visitor, requireId(params.id)),
  );
  const pdf = await renderHandOverList(locals.village, list, now());
  return fileResponse(Buffer.from(pdf), 'application/pdf');
};
