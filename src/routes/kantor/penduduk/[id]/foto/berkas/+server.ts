import { withVillage } from '#lib/server/platform/index.ts';
import { readPhoto } from '#lib/server/population/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const id = requireId(params.id);
  const photo = await withVillage(locals.village.id, (tx) =>
    readPhoto(tx, locals.village.id, locals.visitor, id),
  );
  return fileResponse(photo.content, photo.mediaType);
};
