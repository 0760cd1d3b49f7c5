import { openFile } from '#lib/server/news/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

/** A file of an article, to be kept. */
export const GET: RequestHandler = async ({ locals: { village, visitor }, params }) => {
  const file = await withVillage(village.id, (tx) =>
    openFile(tx, village, visitor, requireId(params.id)),
  );
  const name = file.name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  return fileResponse(file.content, file.mediaType, /\.pdf$/i.test(name) ? name : `${name}.pdf`);
};
