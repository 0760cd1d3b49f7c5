import { openOwnPaper } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village, visitor }, params }) => {
  const file = await withVillage(village.id, (tx) =>
    openOwnPaper(tx, village, visitor, requireId(params.berkas)),
  );
  return fileResponse(file.content, file.mediaType);
};
