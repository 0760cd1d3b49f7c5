import { withVillage } from '#lib/server/platform/index.ts';
import { openVoicePicture } from '#lib/server/voices/index.ts';
import { fileResponse } from '#lib/server/web/file-response.ts';
import { requireId, requireTicket } from '#lib/server/web/require-id.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { village, visitor }, params }) => {
  const input = { reference: requireTicket(params.tiket), pictureId: requireId(params.foto) };
  const picture = await withVillage(village.id, (tx) =>
    openVoicePicture(tx, village.id, visitor, input),
  );
  return fileResponse(picture.content, picture.mediaType);
};
