import { openPinRequestPicture } from '#lib/server/access/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const file = await withVillage(locals.village.id, (tx) =>
    openPinRequestPicture(tx, locals.village.id, locals.visitor, requireId(params.id)),
  );
  return fileResponse(file.content, file.mediaType);
};
